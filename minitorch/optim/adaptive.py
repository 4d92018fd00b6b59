"""Optimizers whose step sizes follow the gradients seen so far, beside Adam."""

from minitorch.backend import is_sparse

from .optimizer import Optimizer, check_betas, check_option, decayed, root


class Adagrad(Optimizer):
    """Divide by the root of the sum of all squared gradients (Duchi et al., 2011).

    Args:
        lr: how far to step.
        lr_decay: how fast that falls with the number of steps.
        weight_decay: how strongly to pull values to zero.
        initial_accumulator_value: where the sum begins.

    Raises:
        ValueError: if an option is negative.

    Example:
        >>> w = torch.nn.Parameter(torch.tensor([1.0, 9.0]))
        >>> optimizer = torch.optim.Adagrad([w], lr=0.5)
        >>> (w * w).sum().backward()
        >>> optimizer.step()
        >>> w.data
        tensor([0.5000, 8.5000])

    Source: PyTorch 0.4.1, torch/optim/adagrad.py.
    """

    takes_sparse = True

    def __init__(self, params, lr=1e-2, lr_decay=0, weight_decay=0, initial_accumulator_value=0):
        check_option("learning rate", lr, lr >= 0)
        check_option("lr_decay value", lr_decay, lr_decay >= 0)
        check_option("weight_decay value", weight_decay, weight_decay >= 0)
        start = initial_accumulator_value
        check_option("initial_accumulator_value value", start, start >= 0)
        defaults = dict(
            lr=lr,
            lr_decay=lr_decay,
            weight_decay=weight_decay,
            initial_accumulator_value=initial_accumulator_value,
        )
        super().__init__(params, defaults)
        for group in self.param_groups:
            for param in group["params"]:
                self.state[param] = {"step": 0, "sum": param.data.clone().fill_(start)}

    def update(self, value, grad, state, options):
        if is_sparse(grad._array) and options["weight_decay"] != 0:
            raise RuntimeError("weight_decay option is not compatible with sparse gradients")
        values, slope = value._memory(), decayed(value, grad, options)
        state["step"] += 1
        rate = options["lr"] / (1 + (state["step"] - 1) * options["lr_decay"])
        squares, rows = state["sum"]._memory(), ...
        if is_sparse(grad._array):  # only where there is a gradient
            rows, slope = slope.coalesce().parts()
        squares[rows] += slope * slope
        values[rows] -= rate * slope / (root(squares[rows]) + 1e-10)


class Adadelta(Optimizer):
    """Step by the size of earlier steps over the size of the gradients (Zeiler, 2012).

    Args:
        lr: scales the step.
        rho: how much of the running means to keep at each step.
        eps: keeps the divisor from zero.
        weight_decay: how strongly to pull values to zero.

    Raises:
        ValueError: if an option is out of its range.

    Example:
        >>> w = torch.nn.Parameter(torch.tensor([1.0, 9.0]))
        >>> optimizer = torch.optim.Adadelta([w], eps=0.01)
        >>> (w * w).sum().backward()
        >>> optimizer.step()
        >>> w.data
        tensor([0.6877, 8.6838])

    Source: PyTorch 0.4.1, torch/optim/adadelta.py.
    """

    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-6, weight_decay=0):
        check_option("learning rate", lr, lr >= 0)
        check_option("rho value", rho, 0 <= rho <= 1)
        check_option("epsilon value", eps, eps >= 0)
        check_option("weight_decay value", weight_decay, weight_decay >= 0)
        super().__init__(params, dict(lr=lr, rho=rho, eps=eps, weight_decay=weight_decay))

    def update(self, value, grad, state, options):
        values, slope, rho = value._memory(), decayed(value, grad, options), options["rho"]
        self.remember(state, value, "square_avg", "acc_delta")
        square, travelled = state["square_avg"]._memory(), state["acc_delta"]._memory()
        square *= rho
        square += (1 - rho) * slope * slope
        delta = root(travelled + options["eps"]) / root(square + options["eps"]) * slope
        travelled *= rho
        travelled += (1 - rho) * delta * delta
        values -= options["lr"] * delta


class RMSprop(Optimizer):
    """Divide by the root of the mean of recent squared gradients (Hinton, 2012).

    Args:
        lr: how far to step.
        alpha: how much of the running mean to keep at each step.
        eps: keeps the divisor from zero.
        weight_decay: how strongly to pull values to zero.
        momentum: how much of the last step to repeat.
        centered: divide by the standard deviation instead (Graves, 2013).

    Raises:
        ValueError: if an option is negative.

    Example:
        >>> w = torch.nn.Parameter(torch.tensor([1.0, 9.0]))
        >>> optimizer = torch.optim.RMSprop([w], lr=0.05)
        >>> (w * w).sum().backward()
        >>> optimizer.step()
        >>> w.data
        tensor([0.5000, 8.5000])

    Source: PyTorch 0.4.1, torch/optim/rmsprop.py.
    """

    def __init__(
        self, params, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=False
    ):
        check_option("learning rate", lr, lr >= 0)
        check_option("epsilon value", eps, eps >= 0)
        check_option("momentum value", momentum, momentum >= 0)
        check_option("weight_decay value", weight_decay, weight_decay >= 0)
        check_option("alpha value", alpha, alpha >= 0)
        defaults = dict(
            lr=lr,
            momentum=momentum,
            alpha=alpha,
            eps=eps,
            centered=centered,
            weight_decay=weight_decay,
        )
        super().__init__(params, defaults)

    def update(self, value, grad, state, options):
        values, slope, alpha = value._memory(), decayed(value, grad, options), options["alpha"]
        buffers = ["square_avg"] + ["momentum_buffer"] * (options["momentum"] > 0)
        self.remember(state, value, *buffers, *["grad_avg"] * options["centered"])
        square = state["square_avg"]._memory()
        square *= alpha
        square += (1 - alpha) * slope * slope
        if options["centered"]:
            mean = state["grad_avg"]._memory()
            mean *= alpha
            mean += (1 - alpha) * slope
            square = square - mean * mean
        divisor = root(square) + options["eps"]
        if options["momentum"] > 0:
            kept = state["momentum_buffer"]._memory()
            kept *= options["momentum"]
            kept += slope / divisor
            values -= options["lr"] * kept
        else:
            values -= options["lr"] * slope / divisor


class Adamax(Optimizer):
    """Adam with the largest recent gradient in place of the mean square (Kingma & Ba, 2014).

    Args:
        lr: how far to step.
        betas: how much of the mean and of the largest gradient to keep at each step.
        eps: keeps the divisor from zero.
        weight_decay: how strongly to pull values to zero.

    Raises:
        ValueError: if an option is out of its range.

    Example:
        >>> w = torch.nn.Parameter(torch.tensor([1.0, 9.0]))
        >>> optimizer = torch.optim.Adamax([w], lr=0.5)
        >>> (w * w).sum().backward()
        >>> optimizer.step()
        >>> w.data
        tensor([0.5000, 8.5000])

    Source: PyTorch 0.4.1, torch/optim/adamax.py.
    """

    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0):
        check_option("learning rate", lr, lr >= 0)
        check_option("epsilon value", eps, eps >= 0)
        check_betas(betas)
        check_option("weight_decay value", weight_decay, weight_decay >= 0)
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay))

    def update(self, value, grad, state, options):
        values, slope = value._memory(), decayed(value, grad, options)
        self.remember(state, value, "exp_avg", "exp_inf")
        mean, largest = state["exp_avg"]._memory(), state["exp_inf"]._memory()
        first, second = options["betas"]
        mean *= first
        mean += (1 - first) * slope
        largest *= second
        size = abs(slope) + options["eps"]
        larger = size > largest
        largest[larger] = size[larger]
        values -= options["lr"] / (1 - first ** state["step"]) * mean / largest
