"""Sample calls of an operation: what the gradient checks and the comparison with torch run on."""

import zlib

import numpy as np


class Case:
    """One sample call: the shape or the values of each tensor, and the attributes.

    ``case(3, 4, dim=1)`` is one 3x4 tensor; ``case((2, 3), (3, 4))`` two tensors; a tensor given by
    keyword, as in ``case((3, 4), index=[[0, 1]])``, holds just those values.
    """

    def __init__(self, *shapes, **values):
        if shapes and all(isinstance(n, int) for n in shapes):
            shapes = (shapes,)
        self.shapes, self.values = shapes, values

    def arrays(self, op, dtype=np.float64):
        """Return the tensors of this call as arrays, by name, the same ones every time."""
        rng = np.random.default_rng(zlib.crc32(op.name.encode()) + len(self.shapes))
        low, high = op.domain
        shapes, found = iter(self.shapes), {}
        for name, kind in op.kinds.items():
            if name in self.values:
                found[name] = kind.sample(self.values[name], dtype)
                continue
            shape = next(shapes, None)
            if shape is not None:
                found[name] = kind.random(rng, shape, low, high, dtype)
        return found

    def attributes(self, op):
        """Return the attributes of this call, by name."""
        return {name: value for name, value in self.values.items() if name not in op.kinds}

    def __repr__(self):
        shapes = ", ".join(map(repr, self.shapes))
        values = ", ".join(f"{k}={v!r}" for k, v in self.values.items())
        return f"case({', '.join(filter(None, (shapes, values)))})"


case = Case


class Array:
    """Annotation of a parameter that takes a tensor; all of an op's agree in dtype."""

    number = many = False
    numpy = None

    @classmethod
    def sample(cls, values, dtype):
        """Return ``values`` as the array that a case means by them."""
        if isinstance(values, (int, float)) and cls.number:
            return values
        return np.asarray(values, cls.numpy or dtype)

    @classmethod
    def random(cls, rng, shape, low, high, dtype):
        """Return an array of ``shape`` with elements within ``low`` and ``high``."""
        if cls.many:
            return [cls.random_one(rng, s, low, high, dtype) for s in shape]
        return cls.random_one(rng, shape, low, high, dtype)

    @classmethod
    def random_one(cls, rng, shape, low, high, dtype):
        values = rng.uniform(low, high, shape)
        return np.asarray(values.round(3), dtype)


class Real(Array):
    """Annotation: a tensor to compute with; on the CPU, 0.4 does so in all types but half."""


class Operand(Array):
    """Annotation: a tensor, or a Python number."""

    number = True


class Float(Array):
    """Annotation: a tensor of a floating type; on the CPU, 0.4 computes float and double only."""


class Whole(Array):
    """Annotation: a tensor of integers."""

    @classmethod
    def sample(cls, values, dtype):
        return values if isinstance(values, int) else np.asarray(values, np.int64)

    @classmethod
    def random_one(cls, rng, shape, low, high, dtype):
        return rng.integers(0, 8, shape)


class WholeOperand(Whole):
    """Annotation: a tensor of integers, or an integer."""

    number = True


class Index(Array):
    """Annotation: a LongTensor of indices."""

    numpy = np.int64


class Pivots(Array):
    """Annotation: an IntTensor of row numbers, from 1, as LAPACK counts."""

    numpy = np.int32


class Mask(Array):
    """Annotation: a ByteTensor of zeros and ones."""

    numpy = np.uint8

    @classmethod
    def random_one(cls, rng, shape, low, high, dtype):
        return rng.integers(0, 2, shape).astype(np.uint8)


class Truth(Mask):
    """Annotation: a ByteTensor; the operation itself refuses others."""

    numpy = None


class Arrays(Array):
    """Annotation: a sequence of tensors."""

    many = True


class Ints:
    """Annotation of an attribute that is one or more integers: ``f(2, 3)`` or ``f((2, 3))``."""
