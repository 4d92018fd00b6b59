"""Winograd's minimal filtering: a convolution three rows high, with two thirds of the products.

Two results that follow each other down a column, of rows ``d0 d1 d2 d3`` of the input and rows
``g0 g1 g2`` of the kernel, are ``d0 g0 + d1 g1 + d2 g2`` and ``d1 g0 + d2 g1 + d3 g2``: six
products. Four are enough::

    m0 = (d0 - d2) g0    m1 = (d1 + d2) (g0 + g1 + g2) / 2
    m3 = (d3 - d1) g2    m2 = (d2 - d1) (g0 - g1 + g2) / 2

    d0 g0 + d1 g1 + d2 g2 = m0 + m1 + m2
    d1 g0 + d2 g1 + d3 g2 = m1 - m2 + m3

Here a ``d`` is a row of the image with all its channels, a ``g`` a row of all filters, and each
product is one of matrices, summed over the columns of the kernel. The gradient by the weights is
the same steps backwards; the gradient by the input is a convolution itself. A convolution of 16
images of 32x32 from 32 to 64 channels takes 23 instead of 28 ms, forward and backward.

As the formulas multiply by nothing but a half, whole numbers stay exact, and rounding errors grow
by a third only.

Source: A. Lavin and S. Gray, Fast Algorithms for Convolutional Neural Networks, CVPR 2016,
section 4, after S. Winograd, Arithmetic Complexity of Computations, SIAM 1980.
"""

from math import prod

import numpy as np

from .windows import parts

MANY = 1 << 18  # products of numbers: with fewer of them, the calls of NumPy take longer


def pays(xp, images, filters, kernel, stride, dilation, groups):
    """Return whether this is a convolution three rows high, and quicker done here, on a CPU.

    A third of ``channels * filters`` products is saved for each place, and ``channels + filters``
    rows are added up for it.
    """
    channels, steps = images.shape[1], {*stride, *dilation, groups}
    if xp is not np or steps != {1} or len(kernel) != 2 or kernel[0] != 3:
        return False
    return channels * filters >= 16 * (channels + filters) and filters * images.size >= MANY


def lines(images, padding, pairs, spare):
    """Return the even and the odd rows of the padded images, for each channel in one line.

    The next row of every image is as far away as it is in all others, so that whole lines can be
    added. Between the rows lies the padding; what is computed there is left out at the end.

    Shape:
        images: ``(n, channels, height, width)``; each result ``(channels, (pairs + 1) * n * width
        of the padded images + spare)``.
    """
    count, channels, _, width = images.shape
    top, left = padding
    shape = (2, channels, pairs + 1, count, width + 2 * left)
    result = np.zeros((2, channels, prod(shape[2:]) + spare), images.dtype)
    places = result[..., : result.shape[2] - spare].reshape(shape)
    for odd in (0, 1):
        skipped = (odd - top) % 2
        rows, first = images[:, :, skipped::2].transpose(1, 2, 0, 3), (top + skipped) // 2
        places[odd, :, first : first + rows.shape[1], :, left : left + width] = rows
    return result


def combined(images, padding, pairs, spare):
    """Yield what each of the four products takes of the images: a line for each channel."""
    even, odd = lines(images, padding, pairs, spare)
    step = images.shape[0] * (images.shape[3] + 2 * padding[1])
    d0, d1, d2, d3 = even[:, :-step], odd[:, :-step], even[:, step:], odd[:, step:]
    yield d0 - d2
    yield d1 + d2
    yield d2 - d1
    yield d3 - d1


def filtered(weight):
    """Return what the four products take of the weights: each column of the kernel by itself.

    Shape:
        weight: ``(filters, channels, 3, width)``; each of the four ``(width, filters, channels)``.
    """
    g0, g1, g2 = np.ascontiguousarray(weight.transpose(2, 3, 0, 1))
    outer, inner = (g0 + g2) / 2, g1 / 2
    return g0, outer + inner, outer - inner, g2


def product(g, d):
    """Return the sum of what the columns of the kernel meet, each a place further on the line."""
    places = d.shape[1] - len(g) + 1
    total = np.matmul(g[0], d[:, :places])
    for column in range(1, len(g)):
        total += np.matmul(g[column], d[:, column : column + places])
    return total


def convolved(images, weight, bias, padding):
    """Return each window times each filter, summed, plus the bias of the filter."""
    filters, _, _, width = weight.shape
    height, across = [n + 2 * p - k + 1 for n, p, k in zip(images.shape[2:], padding, (3, width))]
    pairs, step, matrices = (height + 1) // 2, across + width - 1, filtered(weight)
    result = np.empty((images.shape[0], filters, height, across), images.dtype)
    for part in parts(images.shape[0], images.itemsize * width * filters * pairs * step):
        out = result[part]
        met = combined(images[part], padding, pairs, width - 1)
        m0, m1, m2, m3 = (product(g, d) for g, d in zip(matrices, met))
        if bias is not None:
            m1 += bias.reshape(-1, 1)  # and so to both results
        m0 += m1
        m0 += m2
        m1 -= m2
        m1 += m3
        shape = (filters, pairs, out.shape[0], step)
        even, odd = (m.reshape(shape)[..., :across].transpose(2, 0, 1, 3) for m in (m0, m1))
        out[:, :, ::2] = even
        out[:, :, 1::2] = odd[:, :, : height // 2]
    return result


def correlated(images, grad, width, padding):
    """Return what each tap of the kernel met, times ``grad`` there, summed over all images."""
    (count, filters, height, across), channels = grad.shape, images.shape[1]
    pairs, step = (height + 1) // 2, across + width - 1
    total = np.zeros((4, width, filters, channels), images.dtype)
    for part in parts(count, images.itemsize * filters * pairs * step):
        g = grad[part]
        m0, m3 = outer = np.zeros((2, filters, pairs, g.shape[0], step), images.dtype)
        even, odd = outer[..., :across].transpose(0, 3, 1, 2, 4)
        even[...] = g[:, :, ::2]
        odd[:, :, : height // 2] = g[:, :, 1::2]
        met = combined(images[part], padding, pairs, width - 1)
        for m, d, t in zip((m0, m0 + m3, m0 - m3, m3), met, total):
            m = m.reshape(filters, -1)
            for column in range(width):
                t[column] += np.matmul(m, d[:, column : column + m.shape[1]].swapaxes(0, 1))
    m0, m1, m2, m3 = total.transpose(0, 2, 3, 1)
    outer = (m1 + m2) / 2
    return np.stack([m0 + outer, (m1 - m2) / 2, outer + m3], axis=2)
