"""How near is near enough, per dtype: stated here once, for every comparison and every test.

They are the defaults of ``torch.testing.assert_close``. The comparison is torch's as well:
``abs(got - expected) <= absolute + relative * abs(expected)``; everything that has no row here
(integers, bytes, texts) has to be equal.

Source: PyTorch 2.13, torch.testing.assert_close, the table in its documentation.
"""

import math

TOLERANCES = {  # dtype: (relative, absolute)
    "float16": (1e-3, 1e-5),
    "bfloat16": (1.6e-2, 1e-5),
    "float32": (1.3e-6, 1e-5),
    "float64": (1e-7, 1e-7),
}
PRINTED = (2e-4, 2e-4)  # numbers in a printed tensor: four digits, of which the last may round


def near(got, expected, tolerance):
    """Return whether two numbers are equal, both nan, or within ``(relative, absolute)``."""
    if got == expected:
        return True
    if not (is_number(got) and is_number(expected)):
        return False
    if math.isnan(got) or math.isnan(expected):
        return math.isnan(got) and math.isnan(expected)
    if math.isinf(got) or math.isinf(expected):
        return False
    relative, absolute = tolerance
    return abs(got - expected) <= absolute + relative * abs(expected)


def is_number(value):
    """Return whether ``value`` is a number and not a truth value."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
