"""All parameters as one vector, and back."""

from ... import cat
from ...autograd import Variable

__all__ = ["parameters_to_vector", "vector_to_parameters"]


def parameters_to_vector(parameters):
    """Return the elements of all parameters in one vector.

    Shape:
        the result is ``(n,)``, of all elements.

    Example:
        >>> torch.nn.utils.parameters_to_vector([torch.zeros(2, 2), torch.ones(3)])
        tensor([0., 0., 0., 0., 1., 1., 1.])

    Source: PyTorch 0.4.1, torch.nn.utils.parameters_to_vector.
    """
    return cat([param.view(-1) for param in parameters])


def vector_to_parameters(vec, parameters):
    """Let every parameter show its part of a vector, in memory shared with that.

    Raises:
        TypeError: if ``vec`` is no tensor.

    Example:
        >>> w = torch.nn.Parameter(torch.zeros(2, 2))
        >>> torch.nn.utils.vector_to_parameters(torch.arange(4.0), [w])
        >>> w.data
        tensor([[0., 1.],
                [2., 3.]])

    Source: PyTorch 0.4.1, torch.nn.utils.vector_to_parameters.
    """
    if not isinstance(vec, Variable):
        raise TypeError(f"expected torch.Tensor, but got: {type(vec).__name__}")
    start = 0
    for param in parameters:
        param.data = vec[start : start + param.numel()].view(param.size()).data
        start += param.numel()
