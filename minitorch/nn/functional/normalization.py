"""Normalisations as functions: all of them are batch normalisation of other shapes."""

from math import prod

from minitorch.engine import grad_mode
from minitorch.errors import not_differentiable
from minitorch.op import OPS

from .arguments import check_tensors
from .padding import pad
from .pooling import avg_pool2d, avg_pool3d

__all__ = ["batch_norm", "instance_norm", "layer_norm", "local_response_norm"]
__all__ += ["group_norm"]


def batch_norm(
    input,
    running_mean,
    running_var,
    weight=None,
    bias=None,
    training=False,
    momentum=0.1,
    eps=1e-5,
):
    """Return ``input`` with mean zero and variance one in each channel, scaled and shifted.

    Args:
        running_mean, running_var: the statistics used unless ``training``; while training they
            move towards those of the batch, in place, by ``momentum``. May be None then.

    Shape:
        input: ``(N, C, ...)``, so is the result; everything else ``(C,)``.

    Raises:
        ValueError: while training, if there is just one value for each channel.
        RuntimeError: if the sizes do not fit.

    Example:
        >>> input = torch.tensor([[1.0], [3.0]])
        >>> F.batch_norm(input, None, None, training=True)
        tensor([[-1.0000],
                [ 1.0000]])
        >>> F.batch_norm(input, torch.tensor([1.0]), torch.tensor([4.0]))
        tensor([[0.0000],
                [1.0000]])

    Source: PyTorch 0.4.1, torch.nn.functional.batch_norm.
    """
    check_tensors("batch_norm", input=input)
    size = list(input.size())
    if len(size) < 2:
        raise RuntimeError(f"expected 2D or more input (got {len(size)}D input)")
    if training and prod([size[0], *size[2:]]) == 1:
        raise ValueError(
            f"Expected more than 1 value per channel when training, got input size {size}"
        )
    for name, vector in (
        ("running_mean", running_mean),
        ("running_var", running_var),
        ("weight", weight),
        ("bias", bias),
    ):
        if vector is not None and vector.numel() != size[1]:
            raise RuntimeError(f"{name} should contain {size[1]} elements not {vector.numel()}")
        if name.startswith("running") and grad_mode.enabled and getattr(vector, "_edge", None):
            not_differentiable(name)
        if vector is None and not training and name.startswith("running"):
            raise RuntimeError(f"{name} must be defined in evaluation mode")
    if not training:
        return OPS["batch_norm_with"].call(
            input, of_input(input, running_mean), of_input(input, running_var), weight, bias, eps
        )
    result, mean, var = OPS["batch_norm"].call(input, weight, bias, eps)
    count = input.numel() // size[1]
    update(running_mean, mean, momentum, 1)
    update(running_var, var, momentum, count / (count - 1))
    return result


def of_input(input, values):
    """Return a buffer as a tensor of the kind that ``input`` is."""
    return values if isinstance(values, type(input)) else input._wrap(values._memory())


def update(running, found, momentum, correction):
    """Move a running statistic towards the one that was found."""
    if running is not None:
        array = running._memory()
        array *= 1 - momentum
        array += found._array * (momentum * correction)
        running._counter[0] += 1


def instance_norm(
    input,
    running_mean=None,
    running_var=None,
    weight=None,
    bias=None,
    use_input_stats=True,
    momentum=0.1,
    eps=1e-5,
):
    """Return each image with mean zero and variance one in each channel, scaled and shifted.

    Shape:
        input: ``(N, C, ...)``, so is the result; everything else ``(C,)``.

    Raises:
        ValueError: if the statistics of the input are not used and no others are given.

    Example:
        >>> F.instance_norm(torch.tensor([[[1.0, 3.0]], [[10.0, 30.0]]])).view(2, 2)
        tensor([[-1.0000,  1.0000],
                [-1.0000,  1.0000]])

    Source: PyTorch 0.4.1, torch.nn.functional.instance_norm.
    """
    if not use_input_stats and (running_mean is None or running_var is None):
        raise ValueError(
            "Expected running_mean and running_var to be not None when use_input_stats=False"
        )
    images, channels = input.size(0), input.size(1)

    def repeated(vector):
        if vector is None:
            return None
        return vector.unsqueeze(0).expand(images, channels).contiguous().view(-1)

    mean, var = repeated(running_mean), repeated(running_var)
    rows = input.contiguous().view(1, images * channels, *input.size()[2:])
    result = batch_norm(
        rows, mean, var, repeated(weight), repeated(bias), use_input_stats, momentum, eps
    )
    for running, found in ((running_mean, mean), (running_var, var)):
        if running is not None:
            running.copy_(found.view(images, channels).mean(0))
    return result.view(*input.size())


def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-5):
    """Return ``input`` with mean zero and variance one over its last dimensions.

    Args:
        normalized_shape: the sizes of those dimensions; also the shape of ``weight`` and ``bias``.

    Shape:
        input: ``(*, *normalized_shape)``; so is the result.

    Raises:
        RuntimeError: if the sizes do not fit.

    Example:
        >>> F.layer_norm(torch.tensor([[1.0, 3.0], [10.0, 30.0]]), (2,))
        tensor([[-1.0000,  1.0000],
                [-1.0000,  1.0000]])

    Source: PyTorch 0.4.1, torch.nn.functional.layer_norm.
    """
    shape, size = list(normalized_shape), list(input.size())
    if not shape:
        raise RuntimeError(
            "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one "
            f"element, but got normalized_shape = {shape}"
        )
    for name, vector in (("weight", weight), ("bias", bias)):
        if vector is not None and list(vector.size()) != shape:
            raise RuntimeError(
                f"Expected {name} to be of same shape as normalized_shape, but got {name} of shape "
                f"{list(vector.size())} and normalized_shape = {shape}"
            )
    if size[-len(shape) :] != shape:
        listed = "".join([f", {n}" for n in shape])
        raise RuntimeError(
            f"Given normalized_shape={shape}, expected input with shape [*{listed}], but got input "
            f"of size{size}"
        )
    rows = input.contiguous().view(1, prod(size[: -len(shape)]), -1)
    return affine(batch_norm(rows, None, None, None, None, True, 0, eps).view(*size), weight, bias)


def group_norm(input, num_groups, weight=None, bias=None, eps=1e-5):
    """Return ``input`` with mean zero and variance one in each group of channels of each image.

    Shape:
        input: ``(N, C, ...)``, so is the result; weight, bias: ``(C,)``.

    Raises:
        RuntimeError: if the channels cannot be divided into so many groups.

    Example:
        >>> F.group_norm(torch.tensor([[[1.0], [3.0], [5.0], [9.0]]]), 2).view(4)
        tensor([-1.0000,  1.0000, -1.0000,  1.0000])

    Source: PyTorch 0.4.1, torch.nn.functional.group_norm.
    """
    size = list(input.size())
    if input.size(1) % num_groups:
        raise RuntimeError(
            "Expected number of channels in input to be divisible by num_groups, but got input of "
            f"shape {size} and num_groups={num_groups}"
        )
    for name, vector in (("weight", weight), ("bias", bias)):
        if vector is not None and list(vector.size()) != size[1:2]:
            raise RuntimeError(
                f"Expected {name} to be a vector of size equal to the number of channels in input, "
                f"but got {name} of shape {list(vector.size())} and input of shape {size}"
            )
    rows = input.contiguous().view(1, size[0] * num_groups, -1)
    result = batch_norm(rows, None, None, None, None, True, 0, eps).view(*size)
    each = (1, size[1], *[1] * (len(size) - 2))
    vectors = [None if v is None else v.view(*each) for v in (weight, bias)]
    return affine(result, *vectors)


def affine(input, weight, bias):
    """Return ``input * weight + bias``; None leaves out its part."""
    if weight is not None and bias is not None:
        return OPS["addcmul"].call(bias, input, weight)
    result = input if weight is None else input * weight
    return result if bias is None else result + bias


def local_response_norm(input, size, alpha=1e-4, beta=0.75, k=1):
    """Return ``input`` over a power of the mean square of neighbouring channels.

    Args:
        size: how many channels are neighbours.

    Shape:
        input: ``(N, C, ...)``; so is the result.

    Raises:
        ValueError: if there is no dimension after the channels.

    Example:
        >>> F.local_response_norm(torch.ones(1, 3, 1, 1), 2, alpha=2, beta=1).view(3)
        tensor([0.5000, 0.3333, 0.3333])

    Source: PyTorch 0.4.1, torch.nn.functional.local_response_norm.
    """
    if input.dim() < 3:
        raise ValueError(
            f"Expected 3D or higher dimensionality input (got {input.dim()} dimensions)"
        )
    squares, before, after = input.mul(input).unsqueeze(1), size // 2, (size - 1) // 2
    if input.dim() == 3:
        means = avg_pool2d(pad(squares, (0, 0, before, after)), (size, 1), stride=1).squeeze(1)
    else:
        sizes = input.size()
        squares = squares.view(sizes[0], 1, sizes[1], sizes[2], -1)
        padded = pad(squares, (0, 0, 0, 0, before, after))
        means = avg_pool3d(padded, (size, 1, 1), stride=1).squeeze(1).view(*sizes)
    return input / means.mul(alpha).add(k).pow(beta)


def crossmap_lrn(input, size, alpha=1e-4, beta=0.75, k=1):
    """Return :func:`local_response_norm` as Torch 7 had it: an even ``size`` counts as one less.

    Source: PyTorch 0.4.1, torch/nn/_functions/thnn/normalization.py.
    """
    odd = 2 * ((size - 1) // 2) + 1
    return local_response_norm(input, odd, alpha * odd / size, beta, k)
