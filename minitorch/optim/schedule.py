"""What all schedules of the learning rate share: an optimizer, and a state without it."""

from .optimizer import Optimizer


class Schedule:
    """Changes the learning rates of ``optimizer``.

    Raises:
        TypeError: if it is not an :class:`Optimizer`.
    """

    def __init__(self, optimizer):
        if not isinstance(optimizer, Optimizer):
            raise TypeError(f"{type(optimizer).__name__} is not an Optimizer")
        self.optimizer = optimizer

    def state_dict(self):
        """Return every attribute but the optimizer."""
        return {name: value for name, value in self.__dict__.items() if name != "optimizer"}

    def load_state_dict(self, state_dict):
        """Continue from what :meth:`state_dict` returned."""
        self.__dict__.update(state_dict)
