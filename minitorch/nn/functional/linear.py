"""Affine and bilinear maps as functions."""

from minitorch.op import OPS

__all__ = ["bilinear", "linear"]


def linear(input, weight, bias=None):
    """Return ``input @ weight.t() + bias``.

    Shape:
        input: ``(*, in)``; weight: ``(out, in)``; bias: ``(out,)``; the result ``(*, out)``.

    Example:
        >>> weight, bias = torch.tensor([[1.0, 10.0], [3.0, 4.0]]), torch.ones(2)
        >>> F.linear(torch.tensor([[1.0, 2.0]]), weight, bias)
        tensor([[22., 12.]])

    Source: PyTorch 0.4.1, torch.nn.functional.linear.
    """
    if input.dim() == 2 and bias is not None:
        return OPS["addmm"].call(bias.expand(input.size(0), weight.size(0)), input, weight.t())
    result = input.matmul(weight.t())
    return result if bias is None else result + bias


def bilinear(input1, input2, weight, bias=None):
    """Return ``input1 @ weight[k] @ input2 + bias[k]`` for each ``k``.

    Shape:
        input1: ``(*, first)``; input2: ``(*, second)``; weight: ``(out, first, second)``;
        bias: ``(out,)``; the result ``(*, out)``.

    Raises:
        RuntimeError: if the sizes do not fit.

    Example:
        >>> a, b = torch.tensor([[1.0, 2.0]]), torch.tensor([[3.0, 5.0]])
        >>> F.bilinear(a, b, torch.tensor([[[1.0, 0.0], [0.0, 1.0]]]))
        tensor([[13.]])

    Source: PyTorch 0.4.1, torch.nn.functional.bilinear.
    """
    if input1.dim() != input2.dim():
        raise RuntimeError(
            f"bilinear(): input dimensions do not match: got {input1.dim()} and {input2.dim()}"
        )
    for dim in range(input1.dim() - 1):
        if input1.size(dim) != input2.size(dim):
            raise RuntimeError(
                f"bilinear(): input batch dimensions do not match at dim {dim}: got "
                f"{input1.size(dim)} and {input2.size(dim)}"
            )
    if weight.dim() != 3:
        raise RuntimeError(f"bilinear(): weight must have 3 dimensions, got {weight.dim()}")
    out, first, second = weight.size()
    for name, input, expected in (("input1", input1, first), ("input2", input2, second)):
        if input.size(-1) != expected:
            raise RuntimeError(
                f"bilinear(): {name} size does not match weight size: got {input.size(-1)} but "
                f"expected {expected}"
            )
    if bias is not None and bias.size(0) != out:
        raise RuntimeError(
            f"bilinear(): bias size does not match weight size: got {bias.size(0)} but expected "
            f"{out}"
        )
    lead = input1.size()[:-1]
    rows = input1.contiguous().view(-1, first)
    columns = weight.permute(1, 0, 2).contiguous().view(first, out * second)
    halves = rows.matmul(columns).view(-1, out, second)
    result = halves.matmul(input2.contiguous().view(-1, second, 1)).view(*lead, out)
    return result if bias is None else result + bias
