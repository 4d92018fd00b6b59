"""Schedules of the learning rate: ``step()`` once per epoch, before it."""

import math
from bisect import bisect_right

from .plateau import ReduceLROnPlateau
from .schedule import Schedule

__all__ = [
    "CosineAnnealingLR",
    "ExponentialLR",
    "LambdaLR",
    "MultiStepLR",
    "ReduceLROnPlateau",
    "StepLR",
]


class _LRScheduler(Schedule):
    """The base of schedules that follow from the number of the epoch.

    Raises:
        TypeError: if ``optimizer`` is not one.
        KeyError: if ``last_epoch`` is given and the optimizer does not know its first rates.

    Source: PyTorch 0.4.1, torch/optim/lr_scheduler.py.
    """

    def __init__(self, optimizer, last_epoch=-1):
        super().__init__(optimizer)
        for number, group in enumerate(optimizer.param_groups):
            if last_epoch == -1:
                group.setdefault("initial_lr", group["lr"])
            elif "initial_lr" not in group:
                raise KeyError(
                    "param 'initial_lr' is not specified in "
                    f"param_groups[{number}] when resuming an optimizer"
                )
        self.base_lrs = [group["initial_lr"] for group in optimizer.param_groups]
        self.step(last_epoch + 1)
        self.last_epoch = last_epoch

    def get_lr(self):
        """Return the rate of each group in the present epoch; every schedule defines it."""
        raise NotImplementedError

    def step(self, epoch=None):
        """Begin an epoch: the next one, or the one given."""
        self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
        for group, lr in zip(self.optimizer.param_groups, self.get_lr()):
            group["lr"] = lr


class LambdaLR(_LRScheduler):
    """Multiply by what a function says for the epoch, or a list of one for each group.

    Raises:
        ValueError: if the list has another length than the groups.

    Example:
        >>> optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
        >>> scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: 0.5 ** epoch)
        >>> scheduler.step()
        >>> scheduler.get_lr()
        [1.0]

    Source: PyTorch 0.4.1, torch.optim.lr_scheduler.LambdaLR.
    """

    def __init__(self, optimizer, lr_lambda, last_epoch=-1):
        groups = len(optimizer.param_groups)
        if not isinstance(lr_lambda, (list, tuple)):
            lr_lambda = [lr_lambda] * groups
        if len(lr_lambda) != groups:
            raise ValueError(f"Expected {groups} lr_lambdas, but got {len(lr_lambda)}")
        self.lr_lambdas = list(lr_lambda)
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        pairs = zip(self.base_lrs, self.lr_lambdas)
        return [base * function(self.last_epoch) for base, function in pairs]


class StepLR(_LRScheduler):
    """Multiply by ``gamma`` every ``step_size`` epochs.

    Example:
        >>> optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
        >>> scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5)
        >>> rates = []
        >>> for epoch in range(5):
        ...     scheduler.step()
        ...     rates += scheduler.get_lr()
        >>> rates
        [1.0, 1.0, 0.5, 0.5, 0.25]

    Source: PyTorch 0.4.1, torch.optim.lr_scheduler.StepLR.
    """

    def __init__(self, optimizer, step_size, gamma=0.1, last_epoch=-1):
        self.step_size, self.gamma = step_size, gamma
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        return [b * self.gamma ** (self.last_epoch // self.step_size) for b in self.base_lrs]


class MultiStepLR(_LRScheduler):
    """Multiply by ``gamma`` at each epoch of a rising list.

    Raises:
        ValueError: if the list falls somewhere.

    Example:
        >>> optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
        >>> scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, [1, 3], gamma=0.5)
        >>> rates = []
        >>> for epoch in range(4):
        ...     scheduler.step()
        ...     rates += scheduler.get_lr()
        >>> rates
        [1.0, 0.5, 0.5, 0.25]

    Source: PyTorch 0.4.1, torch.optim.lr_scheduler.MultiStepLR.
    """

    def __init__(self, optimizer, milestones, gamma=0.1, last_epoch=-1):
        if list(milestones) != sorted(milestones):
            message = "Milestones should be a list of increasing integers. Got {}"
            raise ValueError(message, milestones)  # two arguments, as torch has it
        self.milestones, self.gamma = milestones, gamma
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        passed = bisect_right(self.milestones, self.last_epoch)
        return [base * self.gamma**passed for base in self.base_lrs]


class ExponentialLR(_LRScheduler):
    """Multiply by ``gamma`` every epoch.

    Example:
        >>> optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
        >>> scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.5)
        >>> for epoch in range(3):
        ...     scheduler.step()
        >>> optimizer.param_groups[0]["lr"]
        0.25

    Source: PyTorch 0.4.1, torch.optim.lr_scheduler.ExponentialLR.
    """

    def __init__(self, optimizer, gamma, last_epoch=-1):
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        return [base * self.gamma**self.last_epoch for base in self.base_lrs]


class CosineAnnealingLR(_LRScheduler):
    """Fall to ``eta_min`` within ``T_max`` epochs, along half a wave (Loshchilov & Hutter, 2017).

    Example:
        >>> optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
        >>> scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=2)
        >>> rates = []
        >>> for epoch in range(3):
        ...     scheduler.step()
        ...     rates += scheduler.get_lr()
        >>> rates
        [1.0, 0.5, 0.0]

    Source: PyTorch 0.4.1, torch.optim.lr_scheduler.CosineAnnealingLR.
    """

    def __init__(self, optimizer, T_max, eta_min=0, last_epoch=-1):
        self.T_max, self.eta_min = T_max, eta_min
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        wave = 1 + math.cos(math.pi * self.last_epoch / self.T_max)
        return [self.eta_min + (base - self.eta_min) * wave / 2 for base in self.base_lrs]
