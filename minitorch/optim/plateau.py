"""A schedule that waits for progress to stop; ``lr_scheduler`` has it under torch's name."""

import math

from .schedule import Schedule


class ReduceLROnPlateau(Schedule):
    """Multiply the rate by ``factor`` after ``patience`` epochs without progress.

    Args:
        mode: ``min`` if less is better, ``max`` if more.
        threshold, threshold_mode: how much better counts, as a part (``rel``) or not (``abs``).
        cooldown: epochs to wait after a reduction.
        min_lr: where to stop, one for all groups or a list.
        eps: the smallest change worth making.

    Raises:
        ValueError: if a word is unknown, ``factor`` not below one, or the list of another length.
        TypeError: if ``optimizer`` is not one.

    Example:
        >>> optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
        >>> ReduceLROnPlateau = torch.optim.lr_scheduler.ReduceLROnPlateau
        >>> scheduler = ReduceLROnPlateau(optimizer, factor=0.5, patience=1)
        >>> for loss in [3.0, 2.0, 2.0, 2.0]:
        ...     scheduler.step(loss)
        >>> optimizer.param_groups[0]["lr"]
        0.5

    Source: PyTorch 0.4.1, torch.optim.lr_scheduler.ReduceLROnPlateau.
    """

    def __init__(
        self,
        optimizer,
        mode="min",
        factor=0.1,
        patience=10,
        verbose=False,
        threshold=1e-4,
        threshold_mode="rel",
        cooldown=0,
        min_lr=0,
        eps=1e-8,
    ):
        if factor >= 1.0:
            raise ValueError("Factor should be < 1.0.")
        super().__init__(optimizer)
        groups = len(optimizer.param_groups)
        if not isinstance(min_lr, (list, tuple)):
            min_lr = [min_lr] * groups
        if len(min_lr) != groups:
            raise ValueError(f"expected {groups} min_lrs, got {len(min_lr)}")
        if mode not in ("min", "max"):
            raise ValueError(f"mode {mode} is unknown!")
        if threshold_mode not in ("rel", "abs"):
            raise ValueError(f"threshold mode {threshold_mode} is unknown!")
        self.mode, self.factor, self.patience = mode, factor, patience
        self.verbose, self.threshold, self.threshold_mode = verbose, threshold, threshold_mode
        self.cooldown, self.min_lrs, self.eps = cooldown, list(min_lr), eps
        self.last_epoch, self.mode_worse = -1, math.inf if mode == "min" else -math.inf
        self._reset()

    def _reset(self):
        """Begin anew: nothing was seen yet."""
        self.best, self.cooldown_counter, self.num_bad_epochs = self.mode_worse, 0, 0

    @property
    def in_cooldown(self):
        """Whether it waits after a reduction."""
        return self.cooldown_counter > 0

    def is_better(self, found, best):
        """Return whether ``found`` is progress beyond ``best``."""
        sign = -1 if self.mode == "min" else 1
        if self.threshold_mode == "rel":
            limit = best * (1 + sign * self.threshold)
        else:
            limit = best + sign * self.threshold
        return found < limit if self.mode == "min" else found > limit

    def step(self, metrics, epoch=None):
        """Take note of an epoch's result; reduce the rates if there was no progress for long."""
        self.last_epoch = epoch = self.last_epoch + 1 if epoch is None else epoch
        if self.is_better(metrics, self.best):
            self.best, self.num_bad_epochs = metrics, 0
        else:
            self.num_bad_epochs += 1
        if self.in_cooldown:
            self.cooldown_counter -= 1
            self.num_bad_epochs = 0
        if self.num_bad_epochs > self.patience:
            self._reduce_lr(epoch)
            self.cooldown_counter, self.num_bad_epochs = self.cooldown, 0

    def _reduce_lr(self, epoch):
        for number, group in enumerate(self.optimizer.param_groups):
            old = float(group["lr"])
            new = max(old * self.factor, self.min_lrs[number])
            if old - new > self.eps:
                group["lr"] = new
                if self.verbose:
                    text = f"reducing learning rate of group {number} to {new:.4e}."
                    print(f"Epoch {epoch:5d}: {text}")
