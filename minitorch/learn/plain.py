"""Values as plain data, the same from minitorch and from torch."""

import math
import re

import numpy as np

ERA = re.compile(r"^(?:Th)?(\w+?)Backward\d*$")  # ThMulBackward in 0.4.1, MulBackward0 today
NEAR = 1e-4  # relative: answers are compared as one would compare them on paper


def plain(value):
    """Return a value as what JSON can hold."""
    if value is ...:
        return "..."
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (float, np.floating)):
        return float(value)
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, BaseException):
        return type(value).__name__
    if hasattr(value, "detach"):
        return plain(value.detach().numpy())
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    return str(value).replace("minitorch", "torch")


def same(ours, theirs):
    """Return whether two plain values are equal, numbers up to rounding."""
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(same(ours[k], theirs[k]) for k in ours)
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        nans = math.isnan(ours) and math.isnan(theirs)
        return nans or math.isclose(ours, theirs, rel_tol=NEAR, abs_tol=1e-6)
    return type(ours) is type(theirs) and ours == theirs


def brief(value):
    """Return a plain value with as many digits as one would write down."""
    if isinstance(value, float) and math.isfinite(value):
        return float(f"{value:.6g}")
    if isinstance(value, list):
        return [brief(part) for part in value]
    return {key: brief(part) for key, part in value.items()} if isinstance(value, dict) else value


def outcome(function, *args):
    """Return what a call returns, or the class of the error it raises."""
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__


def function_name(tensor):
    """Return the name of the function that made a tensor, without what only marks the era."""
    node = getattr(tensor, "grad_fn", tensor)
    return None if node is None else ERA.sub(r"\1", type(node).__name__)
