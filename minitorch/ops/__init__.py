"""Every operation, value and gradient side by side; one file for each family."""

from . import (
    activation,
    bitwise,
    comparison,
    convolution,
    diagonal,
    elementary,
    fill,
    indexing,
    joining,
    losses,
    matrix,
    pointwise,
    reduction,
    sampling,
    shape,
    strided,
)

FAMILIES = (
    pointwise,
    elementary,
    comparison,
    bitwise,
    reduction,
    shape,
    strided,
    joining,
    indexing,
    matrix,
    diagonal,
    activation,
    convolution,
    losses,
    fill,
    sampling,
)
