"""Error functions and gamma functions of arrays, which NumPy lacks.

``double.py`` computes them in double precision, piece by piece; ``single.py``, for float32, by one
formula each and without a branch. ``tests/test_special.py`` says how exact the results are.
"""

from . import double, single

BLOCK = 1 << 16  # elements worked on at a time, so that they stay in the cache: 2x on a million


def blockwise(name):
    """Return the function of this name for arrays of any floating type and shape."""

    def function(xp, array, *args):
        kernel = getattr(double if array.dtype.itemsize == 8 else single, name)
        kind = "float64" if array.dtype.itemsize == 8 else "float32"
        flat = array.reshape(-1)
        result = xp.zeros(flat.shape, array.dtype)
        for start in range(0, flat.shape[0], BLOCK):
            part = flat[start : start + BLOCK].astype(kind)
            result[start : start + BLOCK] = kernel(xp, part, *args)
        return result.reshape(array.shape)

    function.__name__, function.__doc__ = name, getattr(double, name).__doc__
    return function


erf, erfc, erfinv = map(blockwise, ("erf", "erfc", "erfinv"))
lgamma, digamma, polygamma = map(blockwise, ("lgamma", "digamma", "polygamma"))
