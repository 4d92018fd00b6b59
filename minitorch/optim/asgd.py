"""Averaged stochastic gradient descent (Polyak & Juditsky, 1992)."""

from .optimizer import Optimizer, check_option, decayed


class ASGD(Optimizer):
    """Step against the gradient with a falling rate; ``state[p]["ax"]`` has the average.

    Args:
        lr: how far to step at first.
        lambd: how fast the rate falls, and how strongly values are pulled to zero.
        alpha: the power of the fall.
        t0: the step at which averaging begins.
        weight_decay: how strongly to pull values to zero.

    Raises:
        ValueError: if ``lr`` or ``weight_decay`` is negative.

    Example:
        >>> w = torch.nn.Parameter(torch.tensor([1.0]))
        >>> optimizer = torch.optim.ASGD([w], lr=0.25)
        >>> (w * w).sum().backward()
        >>> optimizer.step()
        >>> w.data
        tensor([0.5000])

    Source: PyTorch 0.4.1, torch/optim/asgd.py.
    """

    def __init__(self, params, lr=1e-2, lambd=1e-4, alpha=0.75, t0=1e6, weight_decay=0):
        check_option("learning rate", lr, lr >= 0)
        check_option("weight_decay value", weight_decay, weight_decay >= 0)
        defaults = dict(lr=lr, lambd=lambd, alpha=alpha, t0=t0, weight_decay=weight_decay)
        super().__init__(params, defaults)

    def update(self, value, grad, state, options):
        values, slope = value._memory(), decayed(value, grad, options)
        if not state:
            state.update(step=0, eta=options["lr"], mu=1, ax=value.clone().zero_())
        state["step"] += 1
        values *= 1 - options["lambd"] * state["eta"]
        values -= state["eta"] * slope
        average = state["ax"]._memory()
        if state["mu"] == 1:
            average[...] = values
        else:
            average += (values - average) * state["mu"]
        fall = 1 + options["lambd"] * options["lr"] * state["step"]
        state["eta"] = options["lr"] / fall ** options["alpha"]
        state["mu"] = 1 / max(1, state["step"] - options["t0"])
