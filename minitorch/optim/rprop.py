"""Rprop: only the signs of gradients count (Riedmiller & Braun, 1993)."""

from .optimizer import Optimizer, check_option


class Rprop(Optimizer):
    """Step against the sign; lengthen the step while it stays, shorten it when it turns.

    Args:
        lr: the first step size.
        etas: what shortens and what lengthens a step.
        step_sizes: the shortest and the longest step.

    Raises:
        ValueError: if ``lr`` is negative, or ``etas`` don't lie below and above one.

    Example:
        >>> w = torch.nn.Parameter(torch.tensor([1.0, 9.0]))
        >>> optimizer = torch.optim.Rprop([w], lr=0.5)
        >>> (w * w).sum().backward()
        >>> optimizer.step()
        >>> w.data
        tensor([0.5000, 8.5000])

    Source: PyTorch 0.4.1, torch/optim/rprop.py.
    """

    def __init__(self, params, lr=1e-2, etas=(0.5, 1.2), step_sizes=(1e-6, 50)):
        check_option("learning rate", lr, lr >= 0)
        if not 0 < etas[0] < 1 < etas[1]:
            raise ValueError(f"Invalid eta values: {etas[0]}, {etas[1]}")
        super().__init__(params, dict(lr=lr, etas=etas, step_sizes=step_sizes))

    def update(self, value, grad, state, options):
        values, slope = value._memory(), grad._memory().copy()
        if not state:
            state["step"], state["prev"] = 0, value.clone().zero_()
            state["step_size"] = value.clone().fill_(options["lr"])
        state["step"] += 1
        before, size = state["prev"]._memory(), state["step_size"]._memory()
        shorter, longer = options["etas"]
        turned = slope * before < 0
        size[turned] *= shorter
        size[slope * before > 0] *= longer
        size[...] = size.clip(*options["step_sizes"])
        slope[turned] = 0
        values[slope > 0] -= size[slope > 0]
        values[slope < 0] += size[slope < 0]
        before[...] = slope
