"""Trade time for memory: forget what a part of a model computed, and compute it again."""

import warnings

from minitorch.engine import grad_mode

from .. import enable_grad, no_grad
from ..autograd import Function, backward

__all__ = ["checkpoint", "checkpoint_sequential"]


def detach_variable(inputs):
    """Return tensors without their history, which require grad as they did.

    Raises:
        RuntimeError: if ``inputs`` is no tuple.
    """
    if not isinstance(inputs, tuple):
        raise RuntimeError(
            "Only tuple of tensors is supported. Got Unsupported input type: "
            + type(inputs).__name__
        )
    found = []
    for tensor in inputs:
        alone = tensor.detach()
        alone.requires_grad = tensor.requires_grad
        found.append(alone)
    return tuple(found)


def check_backward_validity(inputs):
    """Warn if no gradient can come back."""
    if not any(tensor.requires_grad for tensor in inputs):
        warnings.warn(
            "None of the inputs have requires_grad=True. Gradients will be None", stacklevel=4
        )


class CheckpointFunction(Function):
    """A call whose inside is not recorded, but run again for the gradients."""

    @staticmethod
    def forward(ctx, run_function, *args):
        check_backward_validity(args)
        ctx.run_function = run_function
        ctx.save_for_backward(*args)
        with no_grad():
            return run_function(*args)

    @staticmethod
    def backward(ctx, *grads):
        if grad_mode.selective:
            raise RuntimeError(
                "Checkpointing is not compatible with .grad(), please use .backward() if possible"
            )
        inputs = detach_variable(tuple(ctx.saved_tensors))
        with enable_grad():
            outputs = ctx.run_function(*inputs)
        backward(outputs if isinstance(outputs, tuple) else (outputs,), grads)
        return (None, *[tensor.grad for tensor in inputs])


def checkpoint(function, *args):
    """Return ``function(*args)``, of which only the arguments are kept for backward.

    The random stream is not kept: dropout inside draws anew, as in torch 0.4.

    Raises:
        RuntimeError: in ``autograd.grad``, which cannot reach the parameters inside.

    Example:
        >>> x = torch.ones(2, requires_grad=True)
        >>> torch.utils.checkpoint.checkpoint(torch.exp, x).sum().backward()
        >>> x.grad
        tensor([2.7183, 2.7183])

    Source: PyTorch 0.4.1, torch/utils/checkpoint.py.
    """
    return CheckpointFunction.apply(function, *args)


def checkpoint_sequential(functions, segments, *inputs):
    """Run modules one after another in ``segments`` checkpointed parts, the last one not.

    Args:
        functions: a ``Sequential``, or a list of functions.

    Example:
        >>> model = torch.nn.Sequential(torch.nn.ReLU(), torch.nn.Hardtanh(0, 1), torch.nn.ReLU())
        >>> x = torch.tensor([-1.0, 0.5], requires_grad=True)
        >>> torch.utils.checkpoint.checkpoint_sequential(model, 2, x).sum().backward()
        >>> x.grad
        tensor([0., 1.])

    Source: PyTorch 0.4.1, torch.utils.checkpoint.checkpoint_sequential.
    """

    def part(start, stop):
        def run(*args):
            for function in functions[start:stop]:
                args = function(*args) if isinstance(args, tuple) else function(args)
            return args

        return run

    functions = list(functions.children()) if hasattr(functions, "children") else list(functions)
    size = len(functions) // segments
    stop = 0
    for start in range(0, size * (segments - 1), size):
        stop = start + size
        inputs = checkpoint(part(start, stop), *inputs)
        inputs = inputs if isinstance(inputs, tuple) else (inputs,)
    return part(stop, len(functions))(*inputs)
