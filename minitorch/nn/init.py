"""Ways to draw the first values of parameters: ``torch.nn.init``."""

import math
import warnings

from minitorch.autograd import no_grad

from .. import randperm

GAINS = {"linear": 1, "sigmoid": 1, "tanh": 5 / 3, "relu": math.sqrt(2)}
GAINS |= dict.fromkeys(("conv1d", "conv2d", "conv3d"), 1)
GAINS |= dict.fromkeys(("conv_transpose1d", "conv_transpose2d", "conv_transpose3d"), 1)


def calculate_gain(nonlinearity, param=None):
    """Return how much larger weights should be before a nonlinearity.

    Args:
        nonlinearity: the name of what follows: ``linear``, ``conv2d``, ``tanh``, ``relu`` ...
        param: the slope of ``leaky_relu``, by default 0.01.

    Raises:
        ValueError: if the nonlinearity is not known, or its parameter is no number.

    Example:
        >>> torch.nn.init.calculate_gain("relu"), torch.nn.init.calculate_gain("leaky_relu", 1)
        (1.4142135623730951, 1.0)

    Source: PyTorch 0.4.1, torch.nn.init.calculate_gain.
    """
    if nonlinearity == "leaky_relu":
        if param is None:
            param = 0.01
        elif isinstance(param, bool) or not isinstance(param, (int, float)):
            raise ValueError(f"negative_slope {param} not a valid number")
        return math.sqrt(2.0 / (1 + param**2))
    if nonlinearity not in GAINS:
        raise ValueError(f"Unsupported nonlinearity {nonlinearity}")
    return GAINS[nonlinearity]


def uniform_(tensor, a=0, b=1):
    """Fill a tensor with numbers between ``a`` and ``b``.

    Example:
        >>> w = torch.nn.init.uniform_(torch.empty(2, 3), 4, 5)
        >>> bool((w >= 4).all()), bool((w <= 5).all())
        (True, True)

    Source: PyTorch 0.4.1, torch.nn.init.uniform_.
    """
    with no_grad():
        return tensor.uniform_(a, b)


def normal_(tensor, mean=0, std=1):
    """Fill a tensor with normal numbers.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.nn.init.normal_(torch.empty(3), mean=10, std=0.1)
        tensor([10.1541,  9.9707,  9.7821])

    Source: PyTorch 0.4.1, torch.nn.init.normal_.
    """
    with no_grad():
        return tensor.normal_(mean, std)


def constant_(tensor, val):
    """Fill a tensor with one number.

    Example:
        >>> torch.nn.init.constant_(torch.empty(3), 7)
        tensor([7., 7., 7.])

    Source: PyTorch 0.4.1, torch.nn.init.constant_.
    """
    with no_grad():
        return tensor.fill_(val)


def ones_(tensor):
    """Fill a tensor with ones.

    Example:
        >>> torch.nn.init.ones_(torch.empty(3))
        tensor([1., 1., 1.])

    Source: PyTorch 0.4.1, torch.nn.init.ones_.
    """
    return constant_(tensor, 1)


def zeros_(tensor):
    """Fill a tensor with zeros.

    Example:
        >>> torch.nn.init.zeros_(torch.empty(3))
        tensor([0., 0., 0.])

    Source: PyTorch 0.4.1, torch.nn.init.zeros_.
    """
    return constant_(tensor, 0)


def eye_(tensor):
    """Make a matrix the identity.

    Shape:
        tensor: ``(n, m)``.

    Raises:
        ValueError: if the tensor has not two dimensions.

    Example:
        >>> torch.nn.init.eye_(torch.empty(2, 3))
        tensor([[1., 0., 0.],
                [0., 1., 0.]])

    Source: PyTorch 0.4.1, torch.nn.init.eye_.
    """
    if tensor.dim() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    with no_grad():
        tensor.zero_()
        for i in range(min(tensor.size())):
            tensor[i, i] = 1
    return tensor


def _calculate_fan_in_and_fan_out(tensor):
    if tensor.dim() < 2:
        raise ValueError(
            "Fan in and fan out can not be computed for tensor with less than 2 dimensions"
        )
    field = math.prod(tensor.size()[2:])
    return tensor.size(1) * field, tensor.size(0) * field


def xavier_uniform_(tensor, gain=1):
    """Draw uniformly so that signals keep their size both ways (Glorot & Bengio, 2010).

    The bound is ``gain * sqrt(6 / (fan_in + fan_out))``.

    Shape:
        tensor: ``(out, in, ...)``; what follows are the sizes of a window.

    Raises:
        ValueError: if the tensor has less than two dimensions.

    Example:
        >>> w = torch.nn.init.xavier_uniform_(torch.empty(3, 3))
        >>> bool((w.abs() <= 1).all())
        True

    Source: PyTorch 0.4.1, torch.nn.init.xavier_uniform_.
    """
    bound = math.sqrt(3.0) * gain * math.sqrt(2.0 / sum(_calculate_fan_in_and_fan_out(tensor)))
    return uniform_(tensor, -bound, bound)


def xavier_normal_(tensor, gain=1):
    """:func:`xavier_uniform_` with a normal distribution.

    The deviation is ``gain * sqrt(2 / (fan_in + fan_out))``.

    Shape:
        as of :func:`xavier_uniform_`.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.nn.init.xavier_normal_(torch.empty(200, 200), gain=10).std()
        tensor(0.7085)

    Source: PyTorch 0.4.1, torch.nn.init.xavier_normal_.
    """
    std = gain * math.sqrt(2.0 / sum(_calculate_fan_in_and_fan_out(tensor)))
    return normal_(tensor, 0, std)


def _calculate_correct_fan(tensor, mode):
    if mode.lower() not in ("fan_in", "fan_out"):
        raise ValueError(
            f"Mode {mode.lower()} not supported, please use one of ['fan_in', 'fan_out']"
        )
    return _calculate_fan_in_and_fan_out(tensor)[mode.lower() == "fan_out"]


def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu"):
    """Draw uniformly so that signals keep their size through rectifiers (He et al., 2015).

    The bound is ``gain * sqrt(3 / fan)``.

    Args:
        a: the slope of ``leaky_relu``.
        mode: ``fan_in`` keeps the size of signals, ``fan_out`` that of gradients.
        nonlinearity: what follows; see :func:`calculate_gain`.

    Shape:
        as of :func:`xavier_uniform_`.

    Raises:
        ValueError: if there is no such mode, or the tensor has less than two dimensions.

    Example:
        >>> w = torch.nn.init.kaiming_uniform_(torch.empty(5, 6), nonlinearity="relu")
        >>> bool((w.abs() <= 1).all())
        True

    Source: PyTorch 0.4.1, torch.nn.init.kaiming_uniform_.
    """
    std = calculate_gain(nonlinearity, a) / math.sqrt(_calculate_correct_fan(tensor, mode))
    return uniform_(tensor, -math.sqrt(3.0) * std, math.sqrt(3.0) * std)


def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu"):
    """:func:`kaiming_uniform_` with a normal distribution.

    The deviation is ``gain / sqrt(fan)``.

    Shape:
        as of :func:`xavier_uniform_`.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.nn.init.kaiming_normal_(torch.empty(200, 200), nonlinearity="relu").std()
        tensor(0.1002)

    Source: PyTorch 0.4.1, torch.nn.init.kaiming_normal_.
    """
    std = calculate_gain(nonlinearity, a) / math.sqrt(_calculate_correct_fan(tensor, mode))
    return normal_(tensor, 0, std)


def dirac_(tensor):
    """Let a convolution hand its channels on: ones in the middle, zeros elsewhere.

    Shape:
        tensor: ``(out, in, ...)`` of three to five dimensions.

    Raises:
        ValueError: if the tensor is not the weight of a convolution.

    Example:
        >>> torch.nn.init.dirac_(torch.empty(1, 1, 3))
        tensor([[[0., 1., 0.]]])

    Source: PyTorch 0.4.1, torch.nn.init.dirac_.
    """
    if tensor.dim() not in (3, 4, 5):
        raise ValueError("Only tensors with 3, 4, or 5 dimensions are supported")
    middle = tuple([size // 2 for size in tensor.size()[2:]])
    with no_grad():
        tensor.zero_()
        for channel in range(min(tensor.size()[:2])):
            tensor[(channel, channel, *middle)] = 1
    return tensor


def orthogonal_(tensor, gain=1):
    """Make the rows of a matrix orthonormal, or its columns if it has less (Saxe et al., 2013).

    Dimensions after the first count as one.

    Shape:
        tensor: ``(n, ...)``.

    Raises:
        ValueError: if the tensor has less than two dimensions.

    Example:
        >>> w = torch.nn.init.orthogonal_(torch.empty(2, 5))
        >>> torch.allclose(w.matmul(w.t()), torch.eye(2), atol=1e-6)
        True

    Source: PyTorch 0.4.1, torch.nn.init.orthogonal_.
    """
    if tensor.dim() < 2:
        raise ValueError("Only tensors with 2 or more dimensions are supported")
    rows = tensor.size(0)
    columns = tensor.numel() // rows
    drawn = tensor._plain().clone().view(rows, columns).normal_(0, 1)
    q, r = (drawn.t() if rows < columns else drawn).qr()
    q = q * r.diag().sign().expand_as(q)
    q = q.t() if rows < columns else q
    with no_grad():
        tensor.view(rows, columns).copy_(q)
        return tensor.mul_(gain)


def sparse_(tensor, sparsity, std=0.01):
    """Draw a matrix from a normal distribution, a part of each column zero (Martens, 2010).

    Args:
        sparsity: which part.

    Shape:
        tensor: ``(n, m)``; each of the ``m`` columns has ``ceil(sparsity * n)`` zeros.

    Raises:
        ValueError: if the tensor has not two dimensions.

    Example:
        >>> (torch.nn.init.sparse_(torch.empty(10, 3), sparsity=0.2) == 0).sum(0)
        tensor([2, 2, 2])

    Source: PyTorch 0.4.1, torch.nn.init.sparse_.
    """
    if tensor.dim() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    rows, columns = tensor.size()
    zeros = math.ceil(rows * sparsity)
    with no_grad():
        tensor.normal_(0, std)
        for column in range(columns):
            for row in randperm(rows).tolist()[:zeros]:
                tensor[row, column] = 0
    return tensor


def deprecated(current):
    """Return a function under its older name, without the underscore, that warns."""
    name = current.__name__

    def older(*args, **kwargs):
        warnings.warn(
            f"nn.init.{name[:-1]} is now deprecated in favor of nn.init.{name}.", stacklevel=2
        )
        return current(*args, **kwargs)

    older.__name__ = name[:-1]
    older.__doc__ = f"""The older name of :func:`{name}`.

    Warns:
        UserWarning: that it is deprecated.

    Source: PyTorch 0.4.1, torch.nn.init.{name[:-1]}.
    """
    return older


uniform, normal, constant = deprecated(uniform_), deprecated(normal_), deprecated(constant_)
eye = deprecated(eye_)
xavier_uniform, xavier_normal = deprecated(xavier_uniform_), deprecated(xavier_normal_)
kaiming_uniform, kaiming_normal = deprecated(kaiming_uniform_), deprecated(kaiming_normal_)
dirac, orthogonal, sparse = deprecated(dirac_), deprecated(orthogonal_), deprecated(sparse_)
del deprecated
