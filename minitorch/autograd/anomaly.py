"""Anomaly mode: stop at the first gradient that is not a number, naming the forward line."""

import traceback
import warnings

from .. import calls, engine
from .order import ready_order


class detect_anomaly:
    """Check every gradient for nan, and tell which line of the forward pass it belongs to.

    Inside the block, operations note where they were called, which is slow: use it to look for
    an error, not in ordinary runs.

    Raises:
        RuntimeError: from backward, at the first function that returns nan.

    Warns:
        UserWarning: with the stack of the call in the forward pass, before that.

    Example:
        >>> import warnings
        >>> x = torch.tensor([1.0], requires_grad=True)
        >>> with warnings.catch_warnings(), torch.autograd.detect_anomaly():
        ...     warnings.simplefilter("ignore")
        ...     (x * float("nan")).backward()
        Traceback (most recent call last):
            ...
        RuntimeError: Function 'MulBackward' returned nan values in its 0th output.

    Source: PyTorch 0.4.1, torch.autograd.detect_anomaly.
    """

    def __init__(self, mode=True):
        self.mode, self.previous = mode, None

    def __enter__(self):
        self.previous = engine.observer is not None
        set_detect_anomaly(self.mode)
        return self

    def __exit__(self, *_):
        set_detect_anomaly(self.previous)
        return False


class Observer:
    """Remembers where nodes were born, and looks at what they compute."""

    def __init__(self):
        self.places = {}

    def birth(self):
        """Number a node as ever, and note the stack."""
        number = engine.birth()
        self.places[number] = traceback.extract_stack()[:-2]
        return number

    def order(self, nodes):
        """Return the nodes of a pass in the order in which to visit them: torch's."""
        return ready_order(nodes)

    def look(self, node, grad, grads):
        """Raise if a gradient that ``node`` computed is not a number."""
        for position, grad in enumerate(grads):
            array = getattr(grad, "_array", grad)
            if array is not None and (array != array).any():
                place = self.places.get(node.birth)
                if place:
                    lines = "".join(traceback.format_list(place))
                    warnings.warn(
                        "Traceback of forward call that caused the error:\n" + lines, stacklevel=2
                    )
                raise RuntimeError(
                    f"Function '{type(node).__name__}' returned nan values in its {position}th "
                    "output."
                )


class set_detect_anomaly:
    """Switch anomaly mode on or off, at once; in a ``with`` block, off at its end.

    Example:
        >>> with torch.autograd.set_detect_anomaly(True):
        ...     x = torch.ones(1, requires_grad=True)
        ...     (3 * x).backward()
        >>> x.grad
        tensor([3.])

    Source: PyTorch 0.4.1, torch.autograd.set_detect_anomaly.
    """

    def __init__(self, mode):
        engine.observer = Observer() if mode else None
        calls.RUNTIME["birth"] = engine.observer.birth if mode else engine.birth

    def __enter__(self):
        return self

    def __exit__(self, *_):
        set_detect_anomaly(False)
        return False
