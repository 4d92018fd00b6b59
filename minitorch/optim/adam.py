"""Adam: steps of a size that each parameter's own gradients set (Kingma & Ba, 2014)."""

import math

from minitorch.backend import is_sparse

from .optimizer import Optimizer, check_betas, check_option, decayed, root


class Adam(Optimizer):
    """Step by the mean of the gradients over the root of the mean of their squares.

    Args:
        lr: how far to step.
        betas: how much of the two running means to keep at each step.
        eps: keeps the divisor from zero.
        weight_decay: how strongly to pull values to zero.
        amsgrad: divide by the largest mean of squares so far (Reddi et al., 2018).

    Raises:
        ValueError: if an option is out of its range.

    Example:
        >>> w = torch.nn.Parameter(torch.tensor([1.0, 9.0]))
        >>> optimizer = torch.optim.Adam([w], lr=0.5)
        >>> (w * w).sum().backward()
        >>> optimizer.step()
        >>> w.data
        tensor([0.5000, 8.5000])

    Source: PyTorch 0.4.1, torch/optim/adam.py.
    """

    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False
    ):
        check_option("learning rate", lr, lr >= 0)
        check_option("epsilon value", eps, eps >= 0)
        check_betas(betas)
        defaults = dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad)
        super().__init__(params, defaults)

    def update(self, value, grad, state, options):
        values, slope = value._memory(), decayed(value, grad, options)
        first, second = options["betas"]
        names = ["exp_avg", "exp_avg_sq"] + ["max_exp_avg_sq"] * options["amsgrad"]
        self.remember(state, value, *names)
        mean, square = state["exp_avg"]._memory(), state["exp_avg_sq"]._memory()
        mean *= first
        mean += (1 - first) * slope
        square *= second
        square += (1 - second) * slope * slope
        if options["amsgrad"]:
            largest = state["max_exp_avg_sq"]._memory()
            largest[square > largest] = square[square > largest]
            square = largest
        divisor = root(square)
        divisor += options["eps"]
        correction = math.sqrt(1 - second ** state["step"]) / (1 - first ** state["step"])
        move = mean * (options["lr"] * correction)  # first, as in torch: it rounds so
        move /= divisor
        values -= move


class SparseAdam(Optimizer):
    """Adam for sparse gradients: only what has a gradient is changed, and remembered anew.

    Args:
        lr, betas, eps: as for :class:`Adam`.

    Raises:
        ValueError: if an option is out of its range.
        RuntimeError: in ``step``, for dense gradients.

    Example:
        >>> rows = torch.nn.Embedding(3, 1, sparse=True)
        >>> rows.weight.data.fill_(1)
        tensor([[1.],
                [1.],
                [1.]])
        >>> optimizer = torch.optim.SparseAdam(rows.parameters(), lr=0.5)
        >>> rows(torch.tensor([1])).sum().backward()
        >>> optimizer.step()
        >>> rows.weight.data
        tensor([[1.0000],
                [0.5000],
                [1.0000]])

    Source: PyTorch 0.4.1, torch/optim/sparse_adam.py.
    """

    takes_sparse = True

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        check_option("learning rate", lr, lr >= 0)
        check_option("epsilon value", eps, eps >= 0)
        check_betas(betas)
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps))

    def update(self, value, grad, state, options):
        if not is_sparse(grad._array):
            raise RuntimeError(
                "SparseAdam does not support dense gradients, please consider Adam instead"
            )
        rows, slope = grad._array.coalesce().parts()
        first, second = options["betas"]
        self.remember(state, value, "exp_avg", "exp_avg_sq")
        mean, square = state["exp_avg"]._memory(), state["exp_avg_sq"]._memory()
        mean[rows] += (1 - first) * (slope - mean[rows])
        square[rows] += (1 - second) * (slope * slope - square[rows])
        correction = math.sqrt(1 - second ** state["step"]) / (1 - first ** state["step"])
        move = mean[rows] / (root(square[rows]) + options["eps"])
        value._memory()[rows] -= options["lr"] * correction * move
