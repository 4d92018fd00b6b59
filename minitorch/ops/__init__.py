"""Every operation, value and gradient side by side; one file for each family."""

from . import (
    activation,
    bitwise,
    comparison,
    fill,
    indexing,
    joining,
    losses,
    matrix,
    pointwise,
    reduction,
    sampling,
    shape,
)

FAMILIES = (
    pointwise,
    comparison,
    bitwise,
    reduction,
    shape,
    joining,
    indexing,
    matrix,
    activation,
    losses,
    fill,
    sampling,
)
