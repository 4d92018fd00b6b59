"""Adaptive pooling in 0.3."""

from ...again import beside, functions_of
from .pooling import of_one_dimension

core = beside(__name__)
globals().update(functions_of(core))
adaptive_avg_pool1d = of_one_dimension(core.adaptive_avg_pool1d, "AdaptiveAvgPool1dBackward")
adaptive_max_pool1d = of_one_dimension(core.adaptive_max_pool1d, "AdaptiveMaxPool1dBackward")
