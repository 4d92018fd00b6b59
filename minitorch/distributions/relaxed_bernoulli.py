"""Bernoulli's distribution made smooth, so that gradients can pass."""

from . import constraints
from .distribution import Distribution
from .transformed_distribution import TransformedDistribution
from .transforms import SigmoidTransform
from .utils import Weighted, broadcast_all, clamp_probs


class LogitRelaxedBernoulli(Weighted, Distribution):
    """The logit of :class:`RelaxedBernoulli`.

    Source: PyTorch 0.4.1, torch/distributions/relaxed_bernoulli.py.
    """

    arg_constraints = {"probs": constraints.unit_interval}
    support = constraints.real
    has_rsample = True

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        self.temperature = temperature
        self._hold(probs, logits)
        super().__init__(self._param.shape, validate_args=validate_args)

    param_shape = property(lambda self: self._param.shape)

    def rsample(self, sample_shape=()):
        shape = self._extended_shape(sample_shape)
        probs = clamp_probs(self.probs.expand(shape))
        uniforms = clamp_probs(self.probs.new_empty(shape).uniform_())
        noise = uniforms.log() - (-uniforms).log1p()
        return (noise + probs.log() - (-probs).log1p()) / self.temperature

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        logits, value = broadcast_all(self.logits, value)
        diff = logits - value.mul(self.temperature)
        return self.temperature.log() + diff - 2 * diff.exp().log1p()


class RelaxedBernoulli(TransformedDistribution):
    """Numbers between 0 and 1, the closer to them the lower ``temperature`` is.

    Example:
        >>> coin = torch.distributions.RelaxedBernoulli(torch.tensor([0.5]), torch.tensor([0.5]))
        >>> sample = coin.rsample()
        >>> bool((sample >= 0).all()), bool((sample <= 1).all())
        (True, True)

    Source: PyTorch 0.4.1, torch.distributions.RelaxedBernoulli.
    """

    arg_constraints = {"probs": constraints.unit_interval}
    support = constraints.unit_interval
    has_rsample = True

    def __init__(self, temperature, probs=None, logits=None, validate_args=None):
        base = LogitRelaxedBernoulli(temperature, probs, logits)
        super().__init__(base, SigmoidTransform(), validate_args=validate_args)

    temperature = property(lambda self: self.base_dist.temperature)
    logits = property(lambda self: self.base_dist.logits)
    probs = property(lambda self: self.base_dist.probs)
