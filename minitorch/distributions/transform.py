"""``Transform``: an invertible map whose Jacobian is known; several in a row; the way back.

Source: PyTorch 0.4.1, torch/distributions/transforms.py.
"""

import weakref

import minitorch as torch

from . import constraints
from .utils import _sum_rightmost


class Transform:
    """A map from ``domain`` to ``codomain``; ``inv`` leads back.

    Args:
        cache_size: 1 keeps the last pair, so that what came out leads back to what went in.

    Attributes:
        bijective: whether no two values become one.
        event_dim: how many dimensions are transformed together: 0 for numbers, 1 for vectors.
        sign: of a map of numbers, 1 if it rises and -1 if it falls.

    Example:
        >>> exp = torch.distributions.ExpTransform()
        >>> exp.inv(exp(torch.tensor([0.0])))
        tensor([0.])

    Source: PyTorch 0.4.1, torch.distributions.transforms.Transform.
    """

    bijective, event_dim = False, 0

    def __init__(self, cache_size=0):
        if cache_size not in (0, 1):
            raise ValueError("cache_size must be 0 or 1")
        self._cache_size, self._inv, self._last = cache_size, None, (None, None)

    @property
    def inv(self):
        """The map back; the map back of that is this one."""
        found = self._inv() if self._inv is not None else None
        if found is None:
            found = _InverseTransform(self)
            self._inv = weakref.ref(found)
        return found

    @property
    def sign(self):
        """Whether the map rises or falls."""
        raise NotImplementedError

    def __call__(self, x):
        if not self._cache_size:
            return self._call(x)
        if x is not self._last[0]:
            self._last = x, self._call(x)
        return self._last[1]

    def _inv_call(self, y):
        if not self._cache_size:
            return self._inverse(y)
        if y is not self._last[1]:
            self._last = self._inverse(y), y
        return self._last[0]

    def _call(self, x):
        """Return what becomes of ``x``."""
        raise NotImplementedError

    def _inverse(self, y):
        """Return what ``y`` came from."""
        raise NotImplementedError

    def log_abs_det_jacobian(self, x, y):
        """Return by how much room grows at ``x``, which becomes ``y``: ``log |dy/dx|``."""
        raise NotImplementedError

    def __eq__(self, other):
        return self is other

    __hash__ = object.__hash__

    def __repr__(self):
        return self.__class__.__name__ + "()"


class _InverseTransform(Transform):
    """The way back of a transform."""

    def __init__(self, transform):
        super().__init__()
        self._forward = transform

    domain = property(lambda self: self._forward.codomain)
    codomain = property(lambda self: self._forward.domain)
    bijective = property(lambda self: self._forward.bijective)
    sign = property(lambda self: self._forward.sign)
    event_dim = property(lambda self: self._forward.event_dim)
    inv = property(lambda self: self._forward)

    def __eq__(self, other):
        return isinstance(other, _InverseTransform) and self._forward == other._forward

    __hash__ = object.__hash__

    def __call__(self, x):
        return self._forward._inv_call(x)

    def log_abs_det_jacobian(self, x, y):
        return -self._forward.log_abs_det_jacobian(y, x)


class ComposeTransform(Transform):
    """Several transforms, one after another.

    Example:
        >>> parts = [torch.distributions.AffineTransform(1, 2), torch.distributions.AbsTransform()]
        >>> torch.distributions.ComposeTransform(parts)(torch.tensor([-3.0, 0.0]))
        tensor([5., 1.])

    Source: PyTorch 0.4.1, torch.distributions.transforms.ComposeTransform.
    """

    def __init__(self, parts):
        super().__init__()
        self.parts = parts

    @constraints.dependent_property
    def domain(self):
        return self.parts[0].domain if self.parts else constraints.real

    @constraints.dependent_property
    def codomain(self):
        return self.parts[-1].codomain if self.parts else constraints.real

    bijective = property(lambda self: all(part.bijective for part in self.parts))
    event_dim = property(lambda self: max([part.event_dim for part in self.parts], default=0))

    @property
    def sign(self):
        result = 1
        for part in self.parts:
            result = result * part.sign
        return result

    @property
    def inv(self):
        found = self._inv() if self._inv is not None else None
        if found is None:
            found = ComposeTransform([part.inv for part in reversed(self.parts)])
            self._inv, found._inv = weakref.ref(found), weakref.ref(self)
        return found

    def __eq__(self, other):
        return isinstance(other, ComposeTransform) and self.parts == other.parts

    __hash__ = object.__hash__

    def __call__(self, x):
        for part in self.parts:
            x = part(x)
        return x

    def log_abs_det_jacobian(self, x, y):
        if not self.parts:
            return torch.zeros_like(x)
        result = 0
        for part in self.parts:
            y = part(x)
            result = result + _sum_rightmost(
                part.log_abs_det_jacobian(x, y), self.event_dim - part.event_dim
            )
            x = y
        return result

    def __repr__(self):
        parts = ",\n    ".join([repr(part) for part in self.parts])
        return f"{self.__class__.__name__}(\n    {parts}\n)"


identity_transform = ComposeTransform([])


class Elementwise(Transform):
    """A bijection of numbers that rises; two without parameters are equal."""

    bijective, sign = True, 1

    def __eq__(self, other):
        return type(self) is type(other)

    __hash__ = object.__hash__
