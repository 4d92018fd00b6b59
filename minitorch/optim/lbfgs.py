"""L-BFGS: steps by an estimate of the curvature, from the last few steps (Nocedal, 1980)."""

from .. import cat
from .optimizer import Optimizer


class LBFGS(Optimizer):
    """Step by the inverse curvature along the last steps times the gradient.

    It evaluates the loss several times in one step, so ``step`` needs a closure, and there is one
    group of parameters only.

    Args:
        lr: how much of a step to take.
        max_iter, max_eval: how many steps, and evaluations, one call of ``step`` may take.
        tolerance_grad, tolerance_change: when to stop before.
        history_size: how many steps to remember.
        line_search_fn: there is none to choose yet.

    Raises:
        ValueError: if there are several groups of parameters.

    Example:
        >>> w = torch.nn.Parameter(torch.tensor([1.0, 9.0]))
        >>> optimizer = torch.optim.LBFGS([w])
        >>> def closure():
        ...     optimizer.zero_grad()
        ...     loss = ((w - 2) ** 2).sum()
        ...     loss.backward()
        ...     return loss
        >>> loss = optimizer.step(closure)
        >>> w.data
        tensor([2., 2.])

    Source: PyTorch 0.4.1, torch/optim/lbfgs.py.
    """

    def __init__(
        self,
        params,
        lr=1,
        max_iter=20,
        max_eval=None,
        tolerance_grad=1e-5,
        tolerance_change=1e-9,
        history_size=100,
        line_search_fn=None,
    ):
        defaults = dict(
            lr=lr,
            max_iter=max_iter,
            max_eval=max_iter * 5 // 4 if max_eval is None else max_eval,
            tolerance_grad=tolerance_grad,
            tolerance_change=tolerance_change,
            history_size=history_size,
            line_search_fn=line_search_fn,
        )
        super().__init__(params, defaults)
        if len(self.param_groups) != 1:
            raise ValueError("LBFGS doesn't support per-parameter options (parameter groups)")

    _slopes, _steps = "old_dirs", "old_stps"  # under which names the state keeps them

    @property
    def _params(self):
        return self.param_groups[0]["params"]

    def _flat_grad(self):
        """Return all gradients as one vector; zeros where there is none."""
        parts = [p.data.clone().zero_() if p.grad is None else p.grad.data for p in self._params]
        return cat([part.contiguous().view(-1) for part in parts], 0)

    def _move(self, size, direction):
        """Add ``size * direction`` to the parameters."""
        start = 0
        for param in self._params:
            count = param.data.numel()
            param.data.add_((direction[start : start + count] * size).view(param.data.size()))
            start += count

    def step(self, closure):
        """Take up to ``max_iter`` steps.

        Args:
            closure: computes the loss and the gradients, and returns the loss.

        Returns:
            The loss before the first of them.
        """
        options, state = self.param_groups[0], self.state[self._params[0]]
        state.setdefault("func_evals", 0)
        state.setdefault("n_iter", 0)
        first = closure()
        loss, evaluations, grad = float(first), 1, self._flat_grad()
        state["func_evals"] += 1
        if grad.abs().sum() <= options["tolerance_grad"]:
            return first
        for iteration in range(1, options["max_iter"] + 1):
            state["n_iter"] += 1
            self._turn(state, grad, options["history_size"])
            state["prev_flat_grad"], state["prev_loss"] = grad.clone(), loss
            state["t"] = options["lr"]
            if state["n_iter"] == 1:
                state["t"] = min(1.0, 1.0 / grad.abs().sum()) * options["lr"]
            slope = grad.dot(state["d"])
            if options["line_search_fn"] is not None:
                raise RuntimeError("line search function is not supported yet")
            self._move(state["t"], state["d"])
            if iteration == options["max_iter"]:
                break
            loss, grad = float(closure()), self._flat_grad()
            evaluations += 1
            state["func_evals"] += 1
            if evaluations >= options["max_eval"] or self._arrived(
                state, options, loss, grad, slope
            ):
                break
        return first

    def _arrived(self, state, options, loss, grad, slope):
        """Return whether there is nothing more to gain."""
        change = options["tolerance_change"]
        return (
            grad.abs().sum() <= options["tolerance_grad"]
            or slope > -change
            or (state["d"] * state["t"]).abs().sum() <= change
            or abs(loss - state["prev_loss"]) < change
        )

    def _turn(self, state, grad, history_size):
        """Choose the direction: the gradient times the estimated inverse curvature."""
        if state["n_iter"] == 1:
            state.update({"d": -grad, self._slopes: [], self._steps: [], "H_diag": 1})
            return
        self._remember(state, grad, history_size)
        slopes, steps = state[self._slopes], state[self._steps]
        ro, al = state.setdefault("ro", [None] * history_size), [None] * history_size
        direction = -grad
        for i, (slope, step) in enumerate(zip(slopes, steps, strict=True)):
            ro[i] = 1.0 / slope.dot(step)
        for i in reversed(range(len(slopes))):
            al[i] = steps[i].dot(direction) * ro[i]
            direction = direction - slopes[i] * al[i]
        direction = direction * state["H_diag"]
        for i, (slope, step) in enumerate(zip(slopes, steps, strict=True)):
            direction = direction + step * (al[i] - slope.dot(direction) * ro[i])
        state["d"], state["al"] = direction, al

    def _remember(self, state, grad, history_size):
        """Keep the last step, and how the gradient changed, if the curvature is positive."""
        change, step = grad - state["prev_flat_grad"], state["d"] * state["t"]
        curvature = change.dot(step)
        if curvature > 1e-10:
            if len(state[self._steps]) == history_size:
                del state[self._slopes][0], state[self._steps][0]
            state[self._slopes].append(change)
            state[self._steps].append(step)
            state["H_diag"] = curvature / change.dot(change)
