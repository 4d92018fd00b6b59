"""The distribution of chi squared."""

from . import constraints
from .gamma import Gamma


class Chi2(Gamma):
    """The sum of the squares of ``df`` normal numbers.

    Example:
        >>> torch.distributions.Chi2(torch.tensor([3.0])).mean
        tensor([3.])

    Source: PyTorch 0.4.1, torch.distributions.Chi2.
    """

    arg_constraints = {"df": constraints.positive}

    def __init__(self, df, validate_args=None):
        super().__init__(0.5 * df, 0.5, validate_args=validate_args)

    df = property(lambda self: self.concentration * 2)
