"""Random numbers drawn by trial: gamma and Poisson numbers, one after another.

How many words of the stream a number takes depends on the words themselves, so there is nothing
here to vectorise; the order of draws is torch's.

Source: PyTorch 0.4.1, aten/src/ATen/native/Distributions.h; G. Marsaglia, W. W. Tsang, "A simple
method for generating gamma variables", 2000; W. Hoermann, "The transformed rejection method for
generating Poisson random variables", 1993.
"""

import math

import numpy as np


def each(draw, parameters, generator):
    """Return what ``draw(parameter, generator)`` gives for every parameter, in row order."""
    with generator.lock:
        drawn = [draw(parameter, generator) for parameter in parameters.ravel().tolist()]
    return np.array(drawn, np.float64).reshape(parameters.shape)


def gamma(alpha, generator):
    """Return a number from the gamma distribution of shape ``alpha`` and rate 1."""
    scale = 1.0
    if alpha < 1:  # one more than alpha is accepted oftener, and a power corrects it
        scale = (1 - generator.one_uniform()) ** (1 / alpha) if alpha else 0.0
        alpha += 1
    d = alpha - 1 / 3
    c = 1 / math.sqrt(9 * d)
    while True:
        x = generator.one_normal()
        y = 1 + c * x
        if y <= 0:
            continue
        v, u, square = y**3, 1 - generator.one_uniform(), x * x
        if u < 1 - 0.0331 * square * square:
            return scale * d * v
        if math.log(u) < 0.5 * square + d * (1 - v + math.log(v)):
            return scale * d * v


def poisson(rate, generator):
    """Return a number from the Poisson distribution of mean ``rate``."""
    if rate >= 10:
        return poisson_by_rejection(rate, generator)
    limit, count, product = math.exp(-rate), 0, 1.0
    while rate > 0:
        product *= generator.one_uniform()
        if product <= limit:
            break
        count += 1
    return count


def poisson_by_rejection(rate, generator):
    """Return a number from the Poisson distribution of a mean of 10 or more."""
    b = 0.931 + 2.53 * math.sqrt(rate)
    a = -0.059 + 0.02483 * b
    ratio = math.log(1.1239 + 1.1328 / (b - 3.4))
    enough = 0.9277 - 3.6224 / (b - 2)
    while True:
        u, v = generator.one_uniform() - 0.5, generator.one_uniform()
        us = 0.5 - abs(u)
        k = math.floor((2 * a / us + b) * u + rate + 0.43)
        if us >= 0.07 and v <= enough:
            return k
        if k < 0 or (us < 0.013 and v > us):
            continue
        likely = -rate + k * math.log(rate) - math.lgamma(k + 1)
        if math.log(v) + ratio - math.log(a / (us * us) + b) <= likely:
            return k
