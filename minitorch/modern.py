"""Today's random streams: where PyTorch 2.13 makes other numbers of the same random words than 0.4.

Seeds and words are those of 0.4; what differs is rounding (products and sums are fused), logarithms
near one, the polynomials for 16 or more normal numbers, and how ones, trials and choices are drawn.

Source: PyTorch 2.13, aten/src/ATen/core/DistributionsHelper.h, native/cpu/avx_mathfun.h; the
polynomials are those of the Cephes library (S. Moshier), single precision.
"""

import math

import numpy as np

from .streams import Generator, box_muller, size_of

LOGARITHM = (7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1)
LOGARITHM += (-1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1)
SINE = (-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1)
COSINE = (2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2)
QUARTER = (-0.78515625, -2.4187564849853515625e-4, -3.77489497744594108e-8)  # -pi/4, in three parts
LOG_2 = (-2.12194440e-4, 0.693359375)


class Modern(Generator):
    """A stream of random numbers as PyTorch 2.13 draws them."""

    def uniform(self, shape, dtype, low, high):
        """Return numbers in [low, high), scaled and shifted with one rounding."""
        count = size_of(shape)
        with self.lock:
            drawn = self.floats(count) if dtype == np.float32 else self.doubles(count)
        kind = drawn.dtype.type
        return fused(drawn, kind(high - low), kind(low)).reshape(shape).astype(dtype)

    def normal(self, shape, dtype, mean=0.0, std=1.0, blocks=True):
        """Return numbers from the normal distribution, scaled and shifted with one rounding."""
        drawn = super().normal(shape, dtype, blocks=blocks)
        kind = drawn.dtype.type
        return drawn if (mean, std) == (0, 1) else fused(drawn, kind(std), kind(mean))

    def radii(self, uniform):
        """Return how far normal pairs lie from zero; exact near zero."""
        return np.sqrt(-2 * np.array(list(map(math.log1p, -uniform))))

    def normal_blocks(self, count, dtype):
        """Return normal numbers made in blocks of 16; those of single precision by polynomials."""
        if dtype != np.float32:
            return super().normal_blocks(count, dtype)
        result = by_polynomials(self.floats(count))
        if count % 16:
            result = np.concatenate([result[: count - 16], by_polynomials(self.floats(16))])
        return result

    def bernoulli(self, probabilities):
        """Return ones with the given probabilities, from as many bits as those have."""
        if probabilities.dtype != np.float32:
            return super().bernoulli(probabilities)
        with self.lock:
            return self.floats(probabilities.size).reshape(probabilities.shape) < probabilities

    def exponential(self, shape, lambd):
        """Return waiting times of ``lambd`` events in unit time; exact near zero."""
        with self.lock:
            drawn = self.doubles(size_of(shape))
        return (-np.array(list(map(math.log1p, -drawn))) / lambd).reshape(shape)

    def geometric(self, shape, p):
        """Return how many trials it takes to succeed."""
        with self.lock:
            drawn = self.doubles(size_of(shape)).reshape(shape)
        return np.ceil(np.log(drawn) / math.log1p(-p))

    def choices(self, weights, count, replacement):
        """Return indices drawn with the given weights, for each row: the first to arrive."""
        if replacement and count > 1:
            return super().choices(weights, count, replacement)
        times = self.exponential(weights.shape, 1).astype(np.float32).astype(weights.dtype)
        return np.argsort(-(weights / times), 1, kind="stable")[:, :count]

    def shuffled(self, count):
        """Return the order of a data set; it is drawn from a stream of its own, which begins."""
        return type(self)(int(self.integers((), 0, 1 << 63, wide=True))).permutation(count)


def fused(a, b, c):
    """Return ``a * b + c`` with one rounding, by way of a wider type."""
    wide = np.float64 if a.dtype == np.float32 else np.longdouble
    return (a.astype(wide) * b + c).astype(a.dtype)


def polynomial(coefficients, x):
    """Return a polynomial by Horner's rule, each step with one rounding."""
    result = np.full_like(x, np.float32(coefficients[0]))
    for coefficient in coefficients[1:]:
        result = fused(result, x, np.float32(coefficient))
    return result


def logarithm(x):
    """Return the natural logarithm of positive numbers of single precision."""
    mantissa, exponent = np.frexp(np.maximum(x, np.float32(1.17549435e-38)))
    small = mantissa < np.float32(math.sqrt(0.5))
    exponent = (exponent - small).astype(np.float32)
    x = mantissa - np.float32(1) + np.where(small, mantissa, np.float32(0))
    square = x * x
    y = polynomial(LOGARITHM, x) * x * square
    y = fused(exponent, np.float32(LOG_2[0]), y)
    y = fused(square, np.float32(-0.5), y)
    return fused(exponent, np.float32(LOG_2[1]), x + y)


def sine_and_cosine(x):
    """Return both for numbers of single precision that are not negative."""
    octant = ((x * np.float32(4 / math.pi)).astype(np.int32) + 1) & ~1
    turns = octant.astype(np.float32)
    for part in QUARTER:
        x = fused(turns, np.float32(part), x)
    square = x * x
    cosine = polynomial(COSINE, square) * square * square
    cosine = fused(square, np.float32(-0.5), cosine) + np.float32(1)
    sine = fused(polynomial(SINE, square) * square, x, x)
    swapped = (octant & 2) != 0
    sines = np.where(swapped, cosine, sine) * np.where(octant & 4, np.float32(-1), np.float32(1))
    cosines = np.where(swapped, sine, cosine)
    return sines, cosines * np.where((octant - 2) & 4, np.float32(1), np.float32(-1))


def by_polynomials(uniform):
    """Return normal numbers as :func:`streams.box_muller`, with the functions above."""
    return box_muller(uniform, logarithm, sine_and_cosine)
