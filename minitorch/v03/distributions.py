"""0.3: the three distributions there were, of tensors or of Variables.

Source: PyTorch 0.3.1, torch/distributions.py.
"""

import math
from numbers import Number

from ..sampling import bernoulli, multinomial
from .tensor import Tensor
from .variable import Variable

__all__ = ["Bernoulli", "Categorical", "Distribution", "Normal"]


class Distribution:
    """What all distributions have.

    Example:
        >>> normal = torch.distributions.Normal(torch.zeros(1), torch.ones(1))
        >>> normal.sample_n(3).size()
        torch.Size([3, 1])

    Source: PyTorch 0.3.1, torch.distributions.Distribution.
    """

    def sample(self):
        """Return one sample, or one for each parameter of a batch."""
        raise NotImplementedError

    def sample_n(self, n):
        """Return ``n`` samples, along a new first dimension."""
        raise NotImplementedError

    def log_prob(self, value):
        """Return the logarithm of the probability (or its density) of ``value``."""
        raise NotImplementedError


def repeated(parameter, n):
    """Return a parameter ``n`` times, along a new first dimension."""
    if isinstance(parameter, Number):
        return Tensor([parameter]).expand(n, 1)
    return parameter.expand(n, *parameter.size())


def data_of(value):
    """Return the tensor in a Variable; a tensor or a number as it is."""
    return value.data if isinstance(value, Variable) else value


class Bernoulli(Distribution):
    """1 with probability ``probs``, and 0 otherwise.

    Example:
        >>> coin = torch.distributions.Bernoulli(torch.Tensor([0.0, 1.0]))
        >>> coin.sample()
        <BLANKLINE>
         0
         1
        [torch.FloatTensor of size 2]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.distributions.Bernoulli.
    """

    def __init__(self, probs):
        self.probs = probs

    def sample(self):
        return bernoulli(self.probs)

    def sample_n(self, n):
        return bernoulli(repeated(self.probs, n))

    def log_prob(self, value):
        log_of_one, log_of_zero = self.probs.log(), (1 - self.probs).log()
        return log_of_zero + value * (log_of_one - log_of_zero)


class Categorical(Distribution):
    """One of the numbers from 0, in proportion to ``probs``, one or two-dimensional.

    Example:
        >>> torch.distributions.Categorical(torch.Tensor([0, 0, 1])).sample()
        <BLANKLINE>
         2
        [torch.LongTensor of size 1]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.distributions.Categorical.
    """

    def __init__(self, probs):
        if probs.dim() not in (1, 2):
            raise ValueError("probs must be 1D or 2D")  # no batches of batches in 0.3
        self.probs = probs

    def sample(self):
        drawn = multinomial(self.probs, 1, True)
        return drawn if drawn.dim() == 1 else drawn.squeeze(-1)

    def sample_n(self, n):
        if n == 1:
            return self.sample().expand(1, 1)
        return multinomial(self.probs, n, True).t()

    def log_prob(self, value):
        p = self.probs / self.probs.sum(-1, keepdim=True)
        if value.dim() == 1 and self.probs.dim() == 1:
            return p.gather(-1, value).log()
        return p.gather(-1, value.unsqueeze(-1)).squeeze(-1).log()


class Normal(Distribution):
    """Gauss's bell curve around ``mean``, with standard deviation ``std``.

    Example:
        >>> normal = torch.distributions.Normal(torch.zeros(1), torch.ones(1))
        >>> normal.log_prob(torch.zeros(1))
        <BLANKLINE>
        -0.9189
        [torch.FloatTensor of size 1]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.distributions.Normal.
    """

    def __init__(self, mean, std):
        self.mean, self.std = mean, std

    def sample(self):
        return self._drawn(self.mean, self.std)

    def sample_n(self, n):
        return self._drawn(repeated(self.mean, n), repeated(self.std, n))

    def _drawn(self, mean, std):
        means, stds = data_of(mean), data_of(std)
        shaped = stds if isinstance(means, Number) else means
        drawn = (Tensor(1) if isinstance(shaped, Number) else shaped.clone()).normal_()
        drawn = drawn * stds + means
        variable = isinstance(mean, Variable) or isinstance(std, Variable)
        return Variable(drawn) if variable else drawn

    def log_prob(self, value):
        log_std = math.log(self.std) if isinstance(self.std, Number) else self.std.log()
        distance = (value - self.mean) ** 2 / (2 * self.std**2)
        return -distance - log_std - math.log(math.sqrt(2 * math.pi))
