"""Which transform leads into a region: ``biject_to`` and ``transform_to``.

Source: PyTorch 0.4.1, torch/distributions/constraint_registry.py.
"""

from . import constraints, transforms
from .utils import Number

__all__ = ["ConstraintRegistry", "biject_to", "transform_to"]


class ConstraintRegistry:
    """Transforms by class of region; calling it with a region gives the transform into it.

    Example:
        >>> positive = torch.distributions.biject_to(torch.distributions.constraints.positive)
        >>> positive(torch.tensor([-1.0, 0.0]))
        tensor([0.3679, 1.0000])

    Source: PyTorch 0.4.1, torch/distributions/constraint_registry.py: biject_to, transform_to.
    """

    def __init__(self):
        self._registry = {}

    def register(self, constraint, factory=None):
        """Say how a transform into regions of a class is made.

        Args:
            constraint: the class, or one region of it.
            factory: makes the transform from a region; without one, decorates it.

        Raises:
            TypeError: if ``constraint`` is no region.
        """
        if factory is None:
            return lambda factory: self.register(constraint, factory)
        if isinstance(constraint, constraints.Constraint):
            constraint = type(constraint)
        if not (isinstance(constraint, type) and issubclass(constraint, constraints.Constraint)):
            raise TypeError(
                "Expected constraint to be either a Constraint subclass or instance, but got "
                f"{constraint}"
            )
        self._registry[constraint] = factory
        return factory

    def __call__(self, constraint):
        """Return the transform into a region.

        Raises:
            NotImplementedError: if none was registered for its class.
        """
        factory = self._registry.get(type(constraint))
        if factory is None:
            raise NotImplementedError(f"Cannot transform {type(constraint).__name__} constraints")
        return factory(constraint)


biject_to, transform_to = ConstraintRegistry(), ConstraintRegistry()


def between(constraint):
    """Return the sigmoid, stretched to an interval."""
    low, high = constraint.lower_bound, constraint.upper_bound
    if isinstance(low, Number) and isinstance(high, Number) and (low, high) == (0, 1):
        return transforms.SigmoidTransform()
    stretch = transforms.AffineTransform(low, high - low)
    return transforms.ComposeTransform([transforms.SigmoidTransform(), stretch])


def above(constraint):
    """Return the exponential, moved to a lower bound."""
    move = transforms.AffineTransform(constraint.lower_bound, 1)
    return transforms.ComposeTransform([transforms.ExpTransform(), move])


def below(constraint):
    """Return the exponential, turned round and moved to an upper bound."""
    move = transforms.AffineTransform(constraint.upper_bound, -1)
    return transforms.ComposeTransform([transforms.ExpTransform(), move])


def upwards(constraint):
    """Return the exponential for positive numbers, else moved to the bound."""
    return transforms.ExpTransform() if constraint is constraints.positive else above(constraint)


for _registry in (biject_to, transform_to):
    _registry.register(constraints.real, lambda constraint: transforms.identity_transform)
    _registry.register(constraints.greater_than, upwards)
    _registry.register(constraints.less_than, below)
    _registry.register(constraints.interval, between)
    _registry.register(constraints.half_open_interval, between)
biject_to.register(constraints.simplex, lambda c: transforms.StickBreakingTransform())
transform_to.register(constraints.simplex, lambda c: transforms.SoftmaxTransform())
transform_to.register(
    constraints.lower_cholesky, lambda constraint: transforms.LowerCholeskyTransform()
)
