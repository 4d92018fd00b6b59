"""Stochastic gradient descent."""

from .optimizer import Optimizer, check_option, decayed, required


class SGD(Optimizer):
    """Step against the gradient, with momentum or without.

    Args:
        lr: how far to step.
        momentum: how much of the last step to repeat.
        dampening: how much of the gradient not to add to it.
        weight_decay: how strongly to pull values to zero.
        nesterov: look ahead by one step of momentum.

    Raises:
        ValueError: if an option is negative, or ``nesterov`` has no momentum to look ahead by.

    Example:
        >>> w = torch.nn.Parameter(torch.tensor([1.0]))
        >>> optimizer = torch.optim.SGD([w], lr=0.5)
        >>> (w * w).sum().backward()
        >>> optimizer.step()
        >>> w.item()
        0.0

    Source: PyTorch 0.4.1, torch/optim/sgd.py.
    """

    takes_sparse = True

    def __init__(
        self, params, lr=required, momentum=0, dampening=0, weight_decay=0, nesterov=False
    ):
        check_option("learning rate", lr, lr is required or lr >= 0)
        check_option("momentum value", momentum, momentum >= 0)
        check_option("weight_decay value", weight_decay, weight_decay >= 0)
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError("Nesterov momentum requires a momentum and zero dampening")
        defaults = dict(
            lr=lr,
            momentum=momentum,
            dampening=dampening,
            weight_decay=weight_decay,
            nesterov=nesterov,
        )
        super().__init__(params, defaults)

    def update(self, value, grad, state, options):
        values, momentum = value._memory(), options["momentum"]
        step = decayed(value, grad, options)
        if momentum:
            if "momentum_buffer" not in state:
                state["momentum_buffer"] = value.clone().zero_()
                kept = state["momentum_buffer"]._memory()
                kept += step
            else:
                kept = state["momentum_buffer"]._memory()
                kept *= momentum
                kept += (1 - options["dampening"]) * step
            step = step + momentum * kept if options["nesterov"] else kept
        values -= options["lr"] * step
