"""Nonlinearities as functions: those that say more than the operation, or write over the input."""

import warnings

from minitorch.op import OPS

from .arguments import overwritten

__all__ = [
    *["elu", "elu_", "gumbel_softmax", "hardtanh", "hardtanh_", "leaky_relu", "leaky_relu_"],
    *["log_softmax", "prelu", "relu", "relu6", "relu_", "rrelu", "rrelu_", "selu", "selu_"],
    *["sigmoid", "softmax", "softmin", "softsign", "tanh", "tanhshrink", "threshold"],
    *["threshold_"],
]


def implicit_dim(name, rank, stacklevel):
    """Return the dimension that softmax is taken along if none is given."""
    warnings.warn(
        f"Implicit dimension choice for {name} has been deprecated. Change the call to include "
        "dim=X as an argument.",
        stacklevel=stacklevel,
    )
    return 0 if rank in (0, 1, 3) else 1


def softmax(input, dim=None, _stacklevel=3):
    """Return ``exp(input)`` scaled to sum to one along ``dim``.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.softmax(torch.tensor([[0.0, 0.0], [0.0, 1.0]]), dim=1)
        tensor([[0.5000, 0.5000],
                [0.2689, 0.7311]])

    Source: PyTorch 0.4.1, torch.nn.functional.softmax.
    """
    if dim is None:
        dim = implicit_dim("softmax", input.dim(), _stacklevel)
    return OPS["softmax"].call(input, dim)


def log_softmax(input, dim=None, _stacklevel=3):
    """Return the logarithm of :func:`softmax`.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.log_softmax(torch.tensor([0.0, 100.0]), dim=0)
        tensor([-100.,    0.])

    Source: PyTorch 0.4.1, torch.nn.functional.log_softmax.
    """
    if dim is None:
        dim = implicit_dim("log_softmax", input.dim(), _stacklevel)
    return OPS["log_softmax"].call(input, dim)


def relu(input, inplace=False):
    """Return the larger of zero and each element.

    Args:
        inplace: write the result over the input.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.relu(torch.tensor([-1.0, 0.0, 2.0]))
        tensor([0., 0., 2.])

    Source: PyTorch 0.4.1, torch.nn.functional.relu.
    """
    return overwritten(input, OPS["relu"].call(input), inplace)


def sigmoid(input):
    """Return ``1 / (1 + exp(-input))`` for each element; ``torch.sigmoid`` since 0.4.1.

    Shape:
        input: any; the result has the same.

    Warns:
        UserWarning: that it is deprecated.

    Example:
        >>> import warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     F.sigmoid(torch.tensor([-2.0, 0.0, 2.0]))
        tensor([0.1192, 0.5000, 0.8808])

    Source: PyTorch 0.4.1, torch.nn.functional.sigmoid.
    """
    warnings.warn("nn.functional.sigmoid is deprecated. Use torch.sigmoid instead.", stacklevel=2)
    return input.sigmoid()


def tanh(input):
    """Return the hyperbolic tangent of each element; ``torch.tanh`` since 0.4.1.

    Shape:
        input: any; the result has the same.

    Warns:
        UserWarning: that it is deprecated.

    Example:
        >>> import warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     F.tanh(torch.tensor([-2.0, 0.0, 2.0]))
        tensor([-0.9640,  0.0000,  0.9640])

    Source: PyTorch 0.4.1, torch.nn.functional.tanh.
    """
    warnings.warn("nn.functional.tanh is deprecated. Use torch.tanh instead.", stacklevel=2)
    return input.tanh()


def threshold(input, threshold, value, inplace=False):
    """Return each element above ``threshold``, and ``value`` for the others.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.threshold(torch.tensor([0.0, 1.0, 2.0]), 1, 9)
        tensor([9., 9., 2.])

    Source: PyTorch 0.4.1, torch.nn.functional.threshold.
    """
    return overwritten(input, OPS["threshold"].call(input, threshold, value), inplace)


def hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False):
    """Return each element, but from ``min_val`` to ``max_val`` at most.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.hardtanh(torch.tensor([-3.0, 0.0, 3.0]))
        tensor([-1.,  0.,  1.])

    Source: PyTorch 0.4.1, torch.nn.functional.hardtanh.
    """
    return overwritten(input, OPS["hardtanh"].call(input, min_val, max_val), inplace)


def relu6(input, inplace=False):
    """Return each element, but at least zero and at most six.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.relu6(torch.tensor([-3.0, 3.0, 9.0]))
        tensor([0., 3., 6.])

    Source: PyTorch 0.4.1, torch.nn.functional.relu6.
    """
    return hardtanh(input, 0.0, 6.0, inplace)


def leaky_relu(input, negative_slope=0.01, inplace=False):
    """Return each element, times a slope if it is negative.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.leaky_relu(torch.tensor([-1.0, 0.0, 2.0]), 0.5)
        tensor([-0.5000,  0.0000,  2.0000])

    Source: PyTorch 0.4.1, torch.nn.functional.leaky_relu.
    """
    return overwritten(input, OPS["leaky_relu"].call(input, negative_slope), inplace)


def elu(input, alpha=1.0, inplace=False):
    """Return each element, or ``alpha * (exp(x) - 1)`` if it is negative.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.elu(torch.tensor([-1.0, 0.0, 2.0]))
        tensor([-0.6321,  0.0000,  2.0000])

    Source: PyTorch 0.4.1, torch.nn.functional.elu.
    """
    return overwritten(input, OPS["elu"].call(input, alpha), inplace)


ALPHA, SCALE = 1.6732632423543772848170429916717, 1.0507009873554804934193349852946  # of SELU


def selu(input, inplace=False):
    """Return the scaled :func:`elu` that keeps mean and variance (Klambauer et al., 2017).

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.selu(torch.tensor([-1.0, 0.0, 1.0]))
        tensor([-1.1113,  0.0000,  1.0507])

    Source: PyTorch 0.4.1, torch.nn.functional.selu.
    """
    return overwritten(input, OPS["elu"].call(input, ALPHA, SCALE), inplace)


def rrelu(input, lower=1.0 / 8, upper=1.0 / 3, training=False, inplace=False):
    """Return each element, times a slope if it is not positive: while training, a random one.

    Args:
        lower, upper: between which slopes are drawn; their mean is the slope otherwise.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.rrelu(torch.tensor([-1.0, 2.0]), 0.25, 0.75)
        tensor([-0.5000,  2.0000])

    Source: PyTorch 0.4.1, torch.nn.functional.rrelu; THNN RReLU draws for those elements alone.
    """
    plain = input._plain()
    slopes, below = plain.clone().fill_(1), plain <= 0
    if training:
        slopes[below] = slopes[below].double().uniform_(lower, upper).type_as(slopes)
    else:
        slopes.masked_fill_(below, (lower + upper) / 2)
    noise = input._wrap(slopes._array)
    return overwritten(input, OPS["rrelu_with_noise"].call(input, noise), inplace)


def in_place(function):
    """Return the form of an activation that overwrites its input."""

    def run(input, *args, **options):
        return function(input, *args, inplace=True, **options)

    run.__name__ = f"{function.__name__}_"
    run.__doc__ = f"In-place form of :func:`{function.__name__}`."
    return run


relu_, threshold_, hardtanh_, leaky_relu_, elu_, selu_, rrelu_ = map(
    in_place, (relu, threshold, hardtanh, leaky_relu, elu, selu, rrelu)
)


def prelu(input, weight):
    """Return each element, times the weight of its channel (dimension 1) if it is negative.

    Shape:
        input: ``(N, C, ...)``; weight: ``(C,)``, or ``(1,)`` with any input; the result is like the
        input.

    Raises:
        RuntimeError: if there are several weights, but not as many as channels.

    Example:
        >>> F.prelu(torch.tensor([[-1.0, -1.0]]), torch.tensor([0.5, 2.0]))
        tensor([[-0.5000, -2.0000]])

    Source: PyTorch 0.4.1, torch.nn.functional.prelu.
    """
    if weight.numel() != 1:
        rank = input.dim()
        channels = input.size(1) if rank > 1 else 1
        if channels != weight.numel():
            raise RuntimeError(
                "Mismatch of parameter numbers and input channel size. Found parameter numbers = "
                f"{weight.numel()} and channel size = {channels}."
            )
        weight = weight.view(channels, *[1] * (rank - 2))
    elif not input.dim():
        weight = weight.view(())
    return OPS["prelu"].call(input, weight)


def softsign(input):
    """Return ``x / (1 + |x|)`` for each element.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.softsign(torch.tensor([-1.0, 0.0, 3.0]))
        tensor([-0.5000,  0.0000,  0.7500])

    Source: PyTorch 0.4.1, torch.nn.functional.softsign.
    """
    return input / (input.abs() + 1)


def tanhshrink(input):
    """Return ``x - tanh(x)`` for each element.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.tanhshrink(torch.tensor([-2.0, 0.0, 2.0]))
        tensor([-1.0360,  0.0000,  1.0360])

    Source: PyTorch 0.4.1, torch.nn.functional.tanhshrink.
    """
    return input - input.tanh()


def softmin(input, dim=None, _stacklevel=3):
    """Return :func:`softmax` of the negated input.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.softmin(torch.tensor([0.0, 1.0]), dim=0)
        tensor([0.7311, 0.2689])

    Source: PyTorch 0.4.1, torch.nn.functional.softmin.
    """
    if dim is None:
        dim = implicit_dim("softmin", input.dim(), _stacklevel)
    return OPS["softmax"].call(-input, dim)


def gumbel_softmax(logits, tau=1, hard=False, eps=1e-10):
    """Return a differentiable sample of a category for each row (Jang et al., 2017).

    Args:
        tau: how soft the sample is.
        hard: return one-hot rows, whose gradient is that of the soft ones.

    Shape:
        logits: ``(N, C)``; the result has the same.

    Example:
        >>> sample = F.gumbel_softmax(torch.zeros(2, 5), hard=True)
        >>> sample.shape, sample.sum(1)
        (torch.Size([2, 5]), tensor([1., 1.]))

    Source: PyTorch 0.4.1, torch.nn.functional.gumbel_softmax.
    """
    assert logits.dim() == 2
    uniform = logits.data.clone().uniform_()
    noise = -(eps - (uniform + eps).log()).log()
    soft = softmax((logits + noise) / tau, 1)
    if not hard:
        return soft
    chosen = soft.max(1)[1].view(-1, 1)
    one_hot = (logits.detach() * 0).scatter_(1, chosen, 1.0)
    return one_hot - soft.detach() + soft
