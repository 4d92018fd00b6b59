"""Invertible maps whose Jacobians are known: what :class:`TransformedDistribution` is made of.

Source: PyTorch 0.4.1, torch/distributions/transforms.py.
"""

import minitorch as torch

from . import constraints
from .transform import ComposeTransform, Elementwise, Transform, identity_transform
from .utils import _sum_rightmost

__all__ = [
    "AbsTransform",
    "AffineTransform",
    "ComposeTransform",
    "ExpTransform",
    "LowerCholeskyTransform",
    "PowerTransform",
    "SigmoidTransform",
    "SoftmaxTransform",
    "StickBreakingTransform",
    "Transform",
    "identity_transform",
]


class ExpTransform(Elementwise):
    """The exponential.

    Example:
        >>> torch.distributions.ExpTransform()(torch.tensor([0.0, 1.0]))
        tensor([1.0000, 2.7183])

    Source: PyTorch 0.4.1, torch.distributions.transforms.ExpTransform.
    """

    domain, codomain = constraints.real, constraints.positive

    def _call(self, x):
        return x.exp()

    def _inverse(self, y):
        return y.log()

    def log_abs_det_jacobian(self, x, y):
        return x


class PowerTransform(Elementwise):
    """The power ``x ** exponent``.

    Example:
        >>> torch.distributions.PowerTransform(2)(torch.tensor([2.0, 3.0]))
        tensor([4., 9.])

    Source: PyTorch 0.4.1, torch.distributions.transforms.PowerTransform.
    """

    domain = codomain = constraints.positive

    def __init__(self, exponent, cache_size=0):
        super().__init__(cache_size)
        self.exponent = exponent

    def __eq__(self, other):
        if not isinstance(other, PowerTransform):
            return False
        return bool(torch.as_tensor(self.exponent).eq(other.exponent).all())

    __hash__ = object.__hash__

    def _call(self, x):
        return x.pow(self.exponent)

    def _inverse(self, y):
        return y.pow(1 / self.exponent)

    def log_abs_det_jacobian(self, x, y):
        return (self.exponent * y / x).abs().log()


class SigmoidTransform(Elementwise):
    """The sigmoid; its inverse is the logit.

    Example:
        >>> torch.distributions.SigmoidTransform()(torch.tensor([0.0, 2.0]))
        tensor([0.5000, 0.8808])

    Source: PyTorch 0.4.1, torch.distributions.transforms.SigmoidTransform.
    """

    domain, codomain = constraints.real, constraints.unit_interval

    def _call(self, x):
        return torch.sigmoid(x)

    def _inverse(self, y):
        return y.log() - (-y).log1p()

    def log_abs_det_jacobian(self, x, y):
        return -(y.reciprocal() + (1 - y).reciprocal()).log()


class AbsTransform(Transform):
    """The absolute value; led back to what is positive.

    Example:
        >>> torch.distributions.AbsTransform()(torch.tensor([-2.0, 3.0]))
        tensor([2., 3.])

    Source: PyTorch 0.4.1, torch.distributions.transforms.AbsTransform.
    """

    domain, codomain = constraints.real, constraints.positive

    def __eq__(self, other):
        return isinstance(other, AbsTransform)

    __hash__ = object.__hash__

    def _call(self, x):
        return x.abs()

    def _inverse(self, y):
        return y


class AffineTransform(Transform):
    """``loc + scale * x``.

    Args:
        event_dim: how many dimensions make one event.

    Example:
        >>> affine = torch.distributions.AffineTransform(5, 2)
        >>> affine(torch.tensor([1.0])), affine.inv(torch.tensor([7.0]))
        (tensor([7.]), tensor([1.]))

    Source: PyTorch 0.4.1, torch.distributions.transforms.AffineTransform.
    """

    domain = codomain = constraints.real
    bijective = True

    def __init__(self, loc, scale, event_dim=0, cache_size=0):
        super().__init__(cache_size)
        self.loc, self.scale, self.event_dim = loc, scale, event_dim

    def __eq__(self, other):
        if not isinstance(other, AffineTransform):
            return False
        return all(
            bool((torch.as_tensor(a) == torch.as_tensor(b)).all())
            for a, b in ((self.loc, other.loc), (self.scale, other.scale))
        )

    __hash__ = object.__hash__

    @property
    def sign(self):
        if isinstance(self.scale, torch.Tensor):
            return self.scale.sign()
        return (self.scale > 0) - (self.scale < 0)

    def _call(self, x):
        return self.loc + self.scale * x

    def _inverse(self, y):
        return (y - self.loc) / self.scale

    def log_abs_det_jacobian(self, x, y):
        scale = torch.as_tensor(self.scale, dtype=x.dtype).abs().log()
        if self.event_dim:
            scale = _sum_rightmost(scale.expand(x.shape), self.event_dim)
        return scale.expand(x.shape[: len(x.shape) - self.event_dim])


class SoftmaxTransform(Transform):
    """The softmax; led back to logarithms, up to a constant.

    Example:
        >>> torch.distributions.SoftmaxTransform()(torch.zeros(4))
        tensor([0.2500, 0.2500, 0.2500, 0.2500])

    Source: PyTorch 0.4.1, torch.distributions.transforms.SoftmaxTransform.
    """

    domain, codomain, event_dim = constraints.real, constraints.simplex, 1

    def __eq__(self, other):
        return isinstance(other, SoftmaxTransform)

    __hash__ = object.__hash__

    def _call(self, x):
        probs = (x - x.max(-1, True)[0]).exp()
        return probs / probs.sum(-1, True)

    def _inverse(self, y):
        return y.log()


class StickBreakingTransform(Transform):
    """Numbers as shares of a stick: each breaks its part off what is left.

    Shape:
        x: ``(..., n)``; the result is ``(..., n + 1)``.

    Example:
        >>> torch.distributions.StickBreakingTransform()(torch.zeros(2))
        tensor([0.3333, 0.3333, 0.3333])

    Source: PyTorch 0.4.1, torch.distributions.transforms.StickBreakingTransform.
    """

    domain, codomain, event_dim = constraints.real, constraints.simplex, 1
    bijective = True

    def __eq__(self, other):
        return isinstance(other, StickBreakingTransform)

    __hash__ = object.__hash__

    def _shares(self, x):
        count = x.shape[-1]
        rest = torch.arange(count, 0, -1).type_as(x)  # how many parts there still are
        return torch.sigmoid(x - rest.log())

    def _call(self, x):
        z = self._shares(x)
        one = torch.ones_like(z[..., :1])
        left = torch.cat([one, (1 - z).cumprod(-1)], -1)
        return torch.cat([z, one], -1) * left

    def _inverse(self, y):
        parts = y[..., :-1]
        left = 1 - parts.cumsum(-1)
        rest = torch.arange(parts.shape[-1], 0, -1).type_as(y)
        return parts.log() - left.log() + rest.log()

    def log_abs_det_jacobian(self, x, y):
        z = self._shares(x)
        return ((1 - z).log() + y[..., :-1].log()).sum(-1)


class LowerCholeskyTransform(Transform):
    """Square matrices as lower triangular ones with a positive diagonal.

    Shape:
        x: ``(..., n, n)``; so is the result.

    Example:
        >>> torch.distributions.LowerCholeskyTransform()(torch.tensor([[0.0, 9.0], [3.0, 0.0]]))
        tensor([[1., 0.],
                [3., 1.]])

    Source: PyTorch 0.4.1, torch.distributions.transforms.LowerCholeskyTransform.
    """

    domain, codomain, event_dim = constraints.real, constraints.lower_cholesky, 2

    def __eq__(self, other):
        return isinstance(other, LowerCholeskyTransform)

    __hash__ = object.__hash__

    def _with_diagonal(self, x, function):
        n = x.size(-1)
        eye = torch.eye(n, dtype=x.dtype)
        below = torch.ones(n, n, dtype=x.dtype).tril(-1)
        diagonal = torch.diagonal(x, 0, -2, -1)
        return x * below + function(diagonal).unsqueeze(-1) * eye

    def _call(self, x):
        return self._with_diagonal(x, torch.exp)

    def _inverse(self, y):
        return self._with_diagonal(y, torch.log)
