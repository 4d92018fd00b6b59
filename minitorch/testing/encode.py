"""Turn what a program produced into plain JSON, so that results of two packages can be compared.

The form is that of the records in ``compat/data``: numbers, texts and ``None`` stand for
themselves, everything else is a dict whose ``k`` says what it is. A tensor keeps its type, dtype,
shape, strides, offset, all values, ``requires_grad``, whether it is a leaf, the class name of its
``grad_fn`` and both printed forms. A field that cannot be had is a result, too.
"""

import base64
import hashlib
import json

import numpy as np

from .scrub import scrub

MOST_VALUES = 1500  # of a larger tensor: a digest, the first and the last 32
MOST_BYTES = 50_000
DEEPEST = 12
DTYPE_OF_TYPE = {
    "FloatTensor": "float32",
    "DoubleTensor": "float64",
    "HalfTensor": "float16",
    "ByteTensor": "uint8",
    "CharTensor": "int8",
    "ShortTensor": "int16",
    "IntTensor": "int32",
    "LongTensor": "int64",
    "BoolTensor": "bool",
}


def number(value):
    """Return a number as JSON has it: floats in shortest exact form, nan and inf as texts."""
    if isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        if value != value:
            return "nan"
        if value in (float("inf"), float("-inf")):
            return "inf" if value > 0 else "-inf"
        return value
    if isinstance(value, complex):
        return ["complex", number(value.real), number(value.imag)]
    return str(value)


def numbers(flat):
    """Return a list of numbers, or its digest and ends if it is long."""
    flat = [number(value) for value in flat]
    if len(flat) <= MOST_VALUES:
        return flat
    digest = hashlib.sha256(json.dumps(flat).encode()).hexdigest()
    return {"n": len(flat), "sha256": digest, "head": flat[:32], "tail": flat[-32:]}


def exception(error):
    """Return the class, message and bases of an exception."""
    names = [cls.__name__ for cls in type(error).__mro__]
    names = names[: names.index("Exception")] if "Exception" in names else names[:1]
    found = {"k": "exc", "t": type(error).__name__, "m": scrub(str(error))}
    if len(names) > 1:
        found["bases"] = names[1:]
    return found


def attempted(read):
    """Return what ``read()`` gives, or the class of the error it raises."""
    try:
        return read()
    except Exception as error:
        return {"k": "exc", "t": type(error).__name__}


class Encoder:
    """Encodes Python's, NumPy's and one package's values.

    Args:
        torch: the package whose tensors are meant: torch itself, or one that has its names.
    """

    def __init__(self, torch):
        self.torch = torch
        self.variable = torch.autograd.Variable
        self.parameter = self.named("nn", "Parameter")
        self.module = self.named("nn", "Module")
        try:  # in 0.3 a tensor is no Variable
            self.separate = not isinstance(torch.FloatTensor(1), self.variable)
        except Exception:
            self.separate = False

    def named(self, *path):
        """Return the class of that name in the package; ``()``, the class of nothing, if none."""
        found = self.torch
        for name in path:
            found = getattr(found, name, None)
        return found if isinstance(found, type) else ()

    def __call__(self, value, depth=0):
        """Return ``value`` as JSON."""
        if depth > DEEPEST:
            return {"k": "deep"}
        if value is None or type(value) in (bool, int):
            return value
        if type(value) is str:
            return scrub(value)
        if type(value) is float:
            exact = number(value)
            return exact if isinstance(exact, float) else {"k": "float", "v": exact}
        if type(value) is complex:
            return {"k": "complex", "v": number(value)}
        if self.is_tensor(value):
            return self.tensor(value)
        for kind in (self.array, self.collection, self.python, self.of_package):
            found = kind(value, depth)
            if found is not None:
                return found
        text = attempted(lambda: scrub(repr(value)))
        return {"k": "object", "t": type(value).__name__, "repr": text}

    def is_tensor(self, value):
        """Return whether the package calls ``value`` a tensor."""
        try:
            if self.torch.is_tensor(value):
                return True
        except Exception:
            pass
        return isinstance(value, self.variable)

    # --- tensors ----------------------------------------------------------------------------------

    def tensor(self, x):
        """Return everything there is to know about one tensor."""
        kind = "variable" if self.separate and isinstance(x, self.variable) else "tensor"
        found = {"k": "parameter" if isinstance(x, self.parameter) else kind}
        recorded = found["k"] != "tensor" or not self.separate  # it can have a history
        base = x.data if recorded else x
        named = base if self.separate else x
        found["type"] = attempted(lambda: scrub(str(named.type())))
        found["dtype"] = attempted(lambda: self.dtype(x, found["type"]))
        found["shape"] = attempted(lambda: [int(size) for size in x.size()])
        if getattr(x, "is_sparse", False) or getattr(base, "is_sparse", False):
            found["sparse"] = True
            base = base.to_dense()
        else:
            found["stride"] = attempted(lambda: [int(step) for step in base.stride()])
            found["offset"] = attempted(lambda: int(base.storage_offset()))
            found["contig"] = attempted(lambda: bool(base.is_contiguous()))
        found["v"] = attempted(lambda: self.values(base, found["dtype"]))
        if recorded:
            found.update(self.history(x))
        found["repr"] = attempted(lambda: scrub(repr(x)))
        text = attempted(lambda: scrub(str(x)))
        if text != found["repr"]:
            found["str"] = text
        return found

    def dtype(self, x, type_string):
        """Return the name of a tensor's dtype; 0.3 has only the type's name."""
        if hasattr(x, "dtype") and not self.separate:
            return str(x.dtype).split(".")[-1]
        name = type_string.split(".")[-1] if isinstance(type_string, str) else ""
        return DTYPE_OF_TYPE.get(name, name)

    @staticmethod
    def values(base, dtype):
        """Return a tensor's values in row order."""
        if base.numel() == 0:
            return []
        if dtype in ("float16", "bfloat16"):
            base = base.float()
        try:
            flat = base.contiguous().view(-1).tolist()
        except RuntimeError:  # torch's lazy zeros have no memory before they are copied
            flat = base.clone().contiguous().view(-1).tolist()
        return numbers(flat)

    def history(self, x):
        """Return what autograd knows about a tensor."""
        found = {"rg": attempted(lambda: bool(x.requires_grad))}
        if self.separate:
            found["vol"] = attempted(lambda: bool(x.volatile))
        found["leaf"] = attempted(lambda: bool(x.is_leaf))
        found["gf"] = attempted(lambda: None if x.grad_fn is None else type(x.grad_fn).__name__)
        return found

    # --- everything else --------------------------------------------------------------------------

    def array(self, x, depth):
        """Encode NumPy's values."""
        if isinstance(x, np.ndarray):
            head = {"k": "ndarray", "dtype": str(x.dtype), "shape": list(x.shape)}
            return {**head, "stride": list(x.strides), "v": numbers(x.ravel().tolist())}
        if isinstance(x, np.generic):
            return {"k": "npscalar", "dtype": str(x.dtype), "v": number(x.item())}
        return None

    def collection(self, x, depth):
        """Encode tuples, lists, sets and dicts, and the subclasses of them."""
        if isinstance(x, self.named("Size")):
            return {"k": "size", "v": [int(size) for size in x], "repr": repr(x)}
        if isinstance(x, (tuple, list)):
            kind = "tuple" if isinstance(x, tuple) else "list"
            found = {"k": kind, "v": [self(item, depth + 1) for item in x]}
            return found if type(x) in (tuple, list) else {**found, "t": type(x).__name__}
        if isinstance(x, (set, frozenset)):
            return {"k": "set", "v": sorted((self(item, depth + 1) for item in x), key=repr)}
        if isinstance(x, dict):
            pairs = [[self(key, depth + 1), self(item, depth + 1)] for key, item in x.items()]
            return {"k": "dict", "t": type(x).__name__, "v": pairs}
        return None

    def python(self, x, depth):
        """Encode bytes, classes and exceptions."""
        if isinstance(x, (bytes, bytearray)):
            x = bytes(x)
            if len(x) > MOST_BYTES:
                return {"k": "bytes", "n": len(x), "sha256": hashlib.sha256(x).hexdigest()}
            return {"k": "bytes", "n": len(x), "b64": base64.b64encode(x).decode()}
        if isinstance(x, type):
            return {"k": "class", "v": f"{x.__module__}.{x.__name__}"}
        if isinstance(x, BaseException):
            return exception(x)
        return None

    def of_package(self, x, depth):
        """Encode modules, dtypes, devices, layouts and storages."""
        if isinstance(x, self.module):
            return {"k": "module", "t": type(x).__name__, "repr": scrub(repr(x))}
        for kind in ("dtype", "device", "layout"):
            if isinstance(x, self.named(kind)):
                return {"k": kind, "v": str(x), "repr": repr(x)}
        if attempted(lambda: self.torch.is_storage(x)) is True:
            values = numbers(x.tolist())
            return {"k": "storage", "t": type(x).__name__, "v": values, "repr": scrub(repr(x))}
        return None
