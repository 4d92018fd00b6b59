"""The F-distribution of Fisher and Snedecor."""

import math

import minitorch as torch

from . import constraints
from .distribution import Distribution
from .gamma import Gamma
from .utils import _finfo, broadcast_all


class FisherSnedecor(Distribution):
    """The ratio of two means of squares, of ``df1`` and of ``df2`` normal numbers.

    Example:
        >>> torch.distributions.FisherSnedecor(torch.tensor([1.0]), torch.tensor([4.0])).mean
        tensor([2.])

    Source: PyTorch 0.4.1, torch.distributions.FisherSnedecor.
    """

    arg_constraints = {"df1": constraints.positive, "df2": constraints.positive}
    support = constraints.positive
    has_rsample = True

    def __init__(self, df1, df2, validate_args=None):
        self.df1, self.df2 = broadcast_all(df1, df2)
        self._gamma1 = Gamma(self.df1 * 0.5, self.df1)
        self._gamma2 = Gamma(self.df2 * 0.5, self.df2)
        super().__init__(self.df1.shape, validate_args=validate_args)

    @property
    def mean(self):
        df2 = torch.where(self.df2 > 2, self.df2, torch.full_like(self.df2, math.nan))
        return df2 / (df2 - 2)

    @property
    def variance(self):
        df2 = torch.where(self.df2 > 4, self.df2, torch.full_like(self.df2, math.nan))
        spread = 2 * df2.pow(2) * (self.df1 + df2 - 2)
        return spread / (self.df1 * (df2 - 2).pow(2) * (df2 - 4))

    def rsample(self, sample_shape=()):
        shape, tiny = self._extended_shape(sample_shape), float(_finfo(self.df2).tiny)
        x1 = self._gamma1.rsample(sample_shape).view(shape)
        x2 = self._gamma2.rsample(sample_shape).view(shape)
        x2.data.clamp_(min=tiny)
        y = x1 / x2
        y.data.clamp_(min=tiny)
        return y

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        half1, half2, ratio = self.df1 * 0.5, self.df2 * 0.5, self.df1 / self.df2
        gammas = (half1 + half2).lgamma() - half1.lgamma() - half2.lgamma()
        power = half1 * ratio.log() + (half1 - 1) * torch.log(value)
        return gammas + power - (half1 + half2) * torch.log1p(ratio * value)
