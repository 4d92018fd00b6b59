"""``no_grad`` and its like: context managers, and decorators."""

from functools import wraps

from ..engine import grad_mode


class _GradMode:
    """Sets the grad mode of this thread inside a ``with`` block or a decorated function."""

    def __init__(self, enabled):
        self.enabled, self.previous = enabled, grad_mode.enabled

    def __enter__(self):
        grad_mode.enabled = self.enabled
        return self

    def __exit__(self, *_):
        grad_mode.enabled = self.previous
        return False

    def __call__(self, function):
        @wraps(function)
        def decorated(*args, **kwargs):
            with type(self)(*self.arguments()):
                return function(*args, **kwargs)

        return decorated

    def arguments(self):
        """What to make a fresh one of this class with."""
        return ()


class no_grad(_GradMode):
    """Do not record operations: their results require no grad.

    Example:
        >>> x = torch.ones(1, requires_grad=True)
        >>> with torch.no_grad():
        ...     (x * 2).requires_grad
        False

    Source: PyTorch 0.4.1, torch.autograd.no_grad; also a decorator.
    """

    def __init__(self):
        super().__init__(False)


class enable_grad(_GradMode):
    """Record operations, inside a :class:`no_grad` block too.

    Example:
        >>> x = torch.ones(1, requires_grad=True)
        >>> with torch.no_grad():
        ...     with torch.enable_grad():
        ...         y = x * 2
        >>> y.requires_grad
        True

    Source: PyTorch 0.4.1, torch.autograd.enable_grad.
    """

    def __init__(self):
        super().__init__(True)


class set_grad_enabled(_GradMode):
    """Record operations or not, at once; as a context manager, until the block ends.

    Example:
        >>> x = torch.ones(1, requires_grad=True)
        >>> with torch.set_grad_enabled(False):
        ...     y = x * 2
        >>> y.requires_grad
        False

    Source: PyTorch 0.4.1, torch.autograd.set_grad_enabled.
    """

    def __init__(self, mode):
        super().__init__(mode)
        grad_mode.enabled = mode

    def arguments(self):
        return (self.enabled,)


def is_grad_enabled():
    """Return whether operations are recorded in this thread.

    Example:
        >>> with torch.no_grad():
        ...     torch.is_grad_enabled()
        False

    Source: PyTorch 0.4.1, torch.is_grad_enabled.
    """
    return grad_mode.enabled
