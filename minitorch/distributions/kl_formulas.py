"""The formulas of :mod:`kl` for pairs of one class, and for exponential families.

Source: PyTorch 0.4.1, torch/distributions/kl.py; the formulas are textbook ones.
"""

import math

import minitorch as torch

from .bernoulli import Bernoulli
from .beta import Beta
from .binomial import Binomial
from .categorical import Categorical
from .dirichlet import Dirichlet
from .exp_family import ExponentialFamily
from .exponential import Exponential
from .gamma import Gamma
from .geometric import Geometric
from .gumbel import EULER, Gumbel
from .half_normal import HalfNormal
from .kl import infinite_like, kl_divergence, register_kl, where, x_log_x
from .laplace import Laplace
from .multivariate_normal import MultivariateNormal, each, log_diagonal, mahalanobis
from .normal import Normal
from .one_hot_categorical import OneHotCategorical
from .pareto import Pareto
from .poisson import Poisson
from .transformed_distribution import TransformedDistribution
from .uniform import Uniform
from .utils import _sum_rightmost


@register_kl(Bernoulli, Bernoulli)
def bernoulli_bernoulli(p, q):
    """Return the sum over both values of ``P log(P / Q)``."""
    one = where(p.probs == 0, 0, p.probs * (p.probs / q.probs).log())
    one = where((q.probs == 0) & (p.probs != 0), math.inf, one)
    no_p, no_q = 1 - p.probs, 1 - q.probs
    zero = where(p.probs == 1, 0, no_p * (no_p / no_q).log())
    return one + where((q.probs == 1) & (p.probs != 1), math.inf, zero)


@register_kl(Beta, Beta)
def beta_beta(p, q):
    total_p = p.concentration1 + p.concentration0
    total_q = q.concentration1 + q.concentration0
    normalizers_q = q.concentration1.lgamma() + q.concentration0.lgamma() + total_p.lgamma()
    normalizers_p = p.concentration1.lgamma() + p.concentration0.lgamma() + total_q.lgamma()
    first = (p.concentration1 - q.concentration1) * torch.digamma(p.concentration1)
    second = (p.concentration0 - q.concentration0) * torch.digamma(p.concentration0)
    return normalizers_q - normalizers_p + first + second + (total_q - total_p) * total_p.digamma()


@register_kl(Binomial, Binomial)
def binomial_binomial(p, q):
    if (p.total_count < q.total_count).any():
        raise NotImplementedError(
            "KL between Binomials where q.total_count > p.total_count is not implemented"
        )
    kl = p.total_count * (p.probs * (p.logits - q.logits) + (-p.probs).log1p() - (-q.probs).log1p())
    return where(p.total_count > q.total_count, math.inf, kl)


@register_kl(Categorical, Categorical)
def categorical_categorical(p, q):
    term = p.probs * (p.logits - q.logits)
    term = where((q.probs == 0).expand_as(term), math.inf, term)
    return where((p.probs == 0).expand_as(term), 0, term).sum(-1)


@register_kl(OneHotCategorical, OneHotCategorical)
def one_hot_categorical_one_hot_categorical(p, q):
    return kl_divergence(p._categorical, q._categorical)


@register_kl(Dirichlet, Dirichlet)
def dirichlet_dirichlet(p, q):
    total_p, total_q = p.concentration.sum(-1), q.concentration.sum(-1)
    normalizers = (p.concentration.lgamma() - q.concentration.lgamma()).sum(-1)
    means = p.concentration.digamma() - total_p.digamma().unsqueeze(-1)
    moved = ((p.concentration - q.concentration) * means).sum(-1)
    return total_p.lgamma() - total_q.lgamma() - normalizers + moved


@register_kl(Exponential, Exponential)
def exponential_exponential(p, q):
    ratio = q.rate / p.rate
    return -ratio.log() + ratio - 1


@register_kl(ExponentialFamily, ExponentialFamily)
def exponential_family(p, q):
    """Return the Bregman divergence of the log normalizer, which all of one family have."""
    if type(p) is not type(q):
        raise NotImplementedError(
            "The cross KL-divergence between different exponential families cannot"
            "                             be computed using Bregman divergences"
        )
    p_params = [p_param.detach().requires_grad_() for p_param in p._natural_params]
    normalizer = p._log_normalizer(*p_params)
    gradients = torch.autograd.grad(normalizer.sum(), p_params, create_graph=True)
    result = q._log_normalizer(*q._natural_params) - normalizer.clone()
    for theta_p, theta_q, gradient in zip(p_params, q._natural_params, gradients, strict=True):
        result = result - _sum_rightmost((theta_q - theta_p) * gradient, len(q.event_shape))
    return result


@register_kl(Gamma, Gamma)
def gamma_gamma(p, q):
    rates = q.concentration * (p.rate / q.rate).log()
    normalizers = torch.lgamma(q.concentration) - torch.lgamma(p.concentration)
    moved = (p.concentration - q.concentration) * torch.digamma(p.concentration)
    return rates + normalizers + moved + (q.rate - p.rate) * (p.concentration / p.rate)


@register_kl(Gumbel, Gumbel)
def gumbel_gumbel(p, q):
    ratio = p.scale / q.scale
    loc_p, loc_q = p.loc / q.scale, q.loc / q.scale
    moved = torch.exp(loc_q + (1 + ratio).lgamma() - loc_p)
    return ratio * EULER - ratio.log() - loc_q + loc_p + moved - (1 + EULER)


@register_kl(Geometric, Geometric)
def geometric_geometric(p, q):
    return -p.entropy() - torch.log1p(-q.probs) / p.probs - q.logits


@register_kl(HalfNormal, HalfNormal)
def half_normal_half_normal(p, q):
    return normal_normal(p.base_dist, q.base_dist)


@register_kl(Laplace, Laplace)
def laplace_laplace(p, q):
    ratio, distance = p.scale / q.scale, (p.loc - q.loc).abs()
    return -ratio.log() + distance / q.scale + ratio * torch.exp(-distance / p.scale) - 1


@register_kl(MultivariateNormal, MultivariateNormal)
def multivariate_normal_multivariate_normal(p, q):
    if p.event_shape != q.event_shape:
        raise ValueError(
            "KL-divergence between two Multivariate Normals with different event shapes cannot be "
            "computed"
        )
    n = p.event_shape[0]
    shape = torch.broadcast_tensors(p.scale_tril, q.scale_tril)[0].shape
    solved = torch.matmul(each(torch.inverse, q.scale_tril), p.scale_tril).expand(shape)
    spread = solved.pow(2).sum(-1).sum(-1)
    determinants = log_diagonal(q.scale_tril) - log_diagonal(p.scale_tril)
    return determinants + 0.5 * (spread + mahalanobis(q.scale_tril, q.loc - p.loc) - n)


@register_kl(Normal, Normal)
def normal_normal(p, q):
    ratio, distance = (p.scale / q.scale).pow(2), ((p.loc - q.loc) / q.scale).pow(2)
    return 0.5 * (ratio + distance - 1 - ratio.log())


@register_kl(Pareto, Pareto)
def pareto_pareto(p, q):
    scales, alphas = p.scale / q.scale, q.alpha / p.alpha
    kl = q.alpha * scales.log() - alphas.log() + alphas - 1
    return where(p.support.lower_bound < q.support.lower_bound, math.inf, kl)


@register_kl(Poisson, Poisson)
def poisson_poisson(p, q):
    return p.rate * (p.rate.log() - q.rate.log()) - (p.rate - q.rate)


@register_kl(TransformedDistribution, TransformedDistribution)
def transformed_transformed(p, q):
    """Return the divergence of the bases: equal transforms change nothing."""
    if p.transforms != q.transforms or p.event_shape != q.event_shape:
        raise NotImplementedError
    extra = len(p.event_shape) - len(p.base_dist.event_shape)
    return _sum_rightmost(kl_divergence(p.base_dist, q.base_dist), extra)


@register_kl(Uniform, Uniform)
def uniform_uniform(p, q):
    kl = ((q.high - q.low) / (p.high - p.low)).log()
    return where((q.low > p.low) | (q.high < p.high), math.inf, kl)


# --- pairs of different classes --------------------------------------------------------------


@register_kl(Bernoulli, Poisson)
def bernoulli_poisson(p, q):
    return -p.entropy() - (p.probs * q.rate.log() - q.rate)


def never(p, q):
    """Return infinity: ``p`` has values that ``q`` has not."""
    return infinite_like(sum(torch.broadcast_tensors(parameter(p), parameter(q))))


def parameter(distribution):
    """Return a tensor of the shape of the batch."""
    return next(
        getattr(distribution, name)
        for name in ("rate", "loc", "low", "concentration1", "alpha", "probs")
        if hasattr(distribution, name)
    )


OUTSIDE = (
    (Beta, (Pareto,)),
    (Exponential, (Beta, Pareto, Uniform)),
    (Gamma, (Beta, Pareto, Uniform)),
    (Gumbel, (Beta, Exponential, Gamma, Pareto, Uniform)),
    (Laplace, (Beta, Exponential, Gamma, Pareto, Uniform)),
    (Normal, (Beta, Exponential, Gamma, Pareto, Uniform)),
    (Pareto, (Beta, Uniform)),
    (Poisson, (Bernoulli, Binomial)),
)
for _p, _others in OUTSIDE:
    for _q in _others:
        register_kl(_p, _q)(never)


@register_kl(Beta, Exponential)
def beta_exponential(p, q):
    return -p.entropy() - q.rate.log() + q.rate * p.mean


@register_kl(Beta, Gamma)
def beta_gamma(p, q):
    total = p.concentration1 + p.concentration0
    log_mean = p.concentration1.digamma() - total.digamma()
    density = q.concentration * q.rate.log() - q.concentration.lgamma()
    return -p.entropy() - density - (q.concentration - 1) * log_mean + q.rate * p.mean


def to_normal(p, q):
    """Return the divergence from a normal distribution, which asks for two moments only."""
    variance = q.scale.pow(2)
    distance = (p.variance + (p.mean - q.loc).pow(2)) / (2 * variance)
    return -p.entropy() + 0.5 * (2 * math.pi * variance).log() + distance


for _p in (Beta, Exponential, Gamma, Gumbel, Laplace, Uniform):
    register_kl(_p, Normal)(to_normal)


@register_kl(Beta, Uniform)
def beta_uniform(p, q):
    kl = -p.entropy() + (q.high - q.low).log()
    return where((q.low > 0) | (q.high < 1), math.inf, kl)


@register_kl(Exponential, Gamma)
def exponential_gamma(p, q):
    ratio = q.rate / p.rate
    density = q.concentration.lgamma() - q.concentration * ratio.log()
    return density + ratio + EULER * (q.concentration - 1) - 1


@register_kl(Exponential, Gumbel)
def exponential_gumbel(p, q):
    product, loc = p.rate * q.scale, q.loc / q.scale
    moved = torch.exp(loc) * product / (product + 1)
    return product.log() - 1 - loc + product.reciprocal() + moved


@register_kl(Gamma, Exponential)
def gamma_exponential(p, q):
    return -p.entropy() - q.rate.log() + q.rate * p.concentration / p.rate


@register_kl(Gamma, Gumbel)
def gamma_gumbel(p, q):
    product, loc = p.rate * q.scale, q.loc / q.scale
    density = (p.concentration - 1) * p.concentration.digamma() - p.concentration.lgamma()
    moved = torch.exp(loc) * (1 + product.reciprocal()).pow(-p.concentration)
    return density - p.concentration + p.concentration / product + product.log() + moved - loc


@register_kl(Normal, Gumbel)
def normal_gumbel(p, q):
    mean, variance = p.loc / q.scale, (p.scale / q.scale).pow(2)
    loc = q.loc / q.scale
    moved = torch.exp(-mean + 0.5 * variance + loc)
    return mean - loc + moved - 0.5 * (1 + math.log(2 * math.pi)) - (p.scale / q.scale).log()


@register_kl(Pareto, Exponential)
def pareto_exponential(p, q):
    mean = q.rate * p.mean
    return (p.alpha / (p.scale * q.rate)).log() - p.alpha.reciprocal() + mean - 1


@register_kl(Pareto, Gamma)
def pareto_gamma(p, q):
    log_mean = p.scale.log() + p.alpha.reciprocal()
    density = q.concentration.lgamma() - q.concentration * q.rate.log()
    kl = p.alpha.log() - log_mean + density + (1 - q.concentration) * log_mean
    return where(p.alpha <= 1, math.inf, kl + q.rate * p.mean - 1)


@register_kl(Pareto, Normal)
def pareto_normal(p, q):
    return where(p.alpha <= 2, math.inf, to_normal(p, q))


@register_kl(Uniform, Beta)
def uniform_beta(p, q):
    width = p.high - p.low
    first = (q.concentration1 - 1) * (x_log_x(p.high) - x_log_x(p.low) - width) / width
    no_low, no_high = 1 - p.low, 1 - p.high
    second = (q.concentration0 - 1) * (x_log_x(no_high) - x_log_x(no_low) + width) / width
    total = q.concentration1 + q.concentration0
    normalizer = q.concentration1.lgamma() + q.concentration0.lgamma() - total.lgamma()
    kl = second - first + normalizer - width.log()
    return where((p.high > 1) | (p.low < 0), math.inf, kl)


@register_kl(Uniform, Exponential)
def uniform_exponential(p, q):
    kl = q.rate * (p.high + p.low) / 2 - ((p.high - p.low) * q.rate).log()
    return where(p.low < 0, math.inf, kl)


@register_kl(Uniform, Gamma)
def uniform_gamma(p, q):
    width = p.high - p.low
    log_mean = (x_log_x(p.high) - x_log_x(p.low) - width) / width
    density = q.concentration.lgamma() - q.concentration * q.rate.log()
    kl = density + (1 - q.concentration) * log_mean + q.rate * (p.high + p.low) / 2 - width.log()
    return where(p.low < 0, math.inf, kl)


@register_kl(Uniform, Gumbel)
def uniform_gumbel(p, q):
    width = q.scale / (p.high - p.low)
    low, high = (p.low - q.loc) / q.scale, (p.high - q.loc) / q.scale
    moved = width * (torch.exp(-high) - torch.exp(-low))
    return 0.5 * (high + low) - moved + width.log()


@register_kl(Uniform, Pareto)
def uniform_pareto(p, q):
    width = p.high - p.low
    log_mean = (x_log_x(p.high) - x_log_x(p.low) - width) / width
    density = q.alpha.log() + q.alpha * q.scale.log() + width.log()
    kl = (q.alpha + 1) * log_mean - density
    return where(p.low < q.scale, math.inf, kl)
