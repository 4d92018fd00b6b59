"""Say how well two encoded results agree.

=========  =====================================================================================
IDENTICAL  everything that was recorded is the same
CLOSE      as IDENTICAL, but floating values, and numbers in printed texts, differ within tolerance
VALUES     values, dtypes and shapes agree and errors have the same class, but something else
           differs: a printed form, strides, the name of a grad_fn, the words of an error. A Python
           number, a 0-dim tensor and a tensor of one element count as the same value.
DIFFERS    none of these
=========  =====================================================================================
"""

import re

from .tolerances import PRINTED, TOLERANCES, near

IDENTICAL, CLOSE, VALUES, DIFFERS = 3, 2, 1, 0
LEVELS = {IDENTICAL: "identical", CLOSE: "close", VALUES: "values", DIFFERS: "differs"}
NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?")
NUMBERS = (int, float)
TENSORS = ("tensor", "variable", "parameter")
EXACT_FIELDS = ("k", "type", "stride", "offset", "contig", "rg", "vol", "leaf", "gf")
WHERE = re.compile(r" at \S*?:\d+$", re.MULTILINE)  # the line of C++ that raised


def result(got, expected):
    """Compare the results of one program: records, exception, warnings and output."""
    if "crash" in got or "crash" in expected:
        return IDENTICAL if got.get("crash") == expected.get("crash") else DIFFERS
    ours, theirs = got.get("records", []), expected.get("records", [])
    if len(ours) != len(theirs) or ("exc" in got) != ("exc" in expected):
        return DIFFERS
    level = exception(got["exc"], expected["exc"]) if "exc" in got else IDENTICAL
    for (label, value), (wanted_label, wanted) in zip(ours, theirs, strict=True):
        level = min(level, encoded(value, wanted) if label == wanted_label else DIFFERS)
        if level == DIFFERS:
            return DIFFERS
    if got.get("warnings") != expected.get("warnings"):
        level = min(level, VALUES)
    return min(level, text(got.get("stdout"), expected.get("stdout")))


def encoded(a, b):
    """Compare two encoded values."""
    if type(a) is type(b) and a == b:
        return IDENTICAL
    if is_tensor(a) and is_tensor(b):
        return tensor(a, b)
    scalars = scalar(a), scalar(b)
    if None not in scalars:
        return scalar_values(a, b, *scalars)
    if isinstance(a, str) and isinstance(b, str):
        level = text(a, b)
        return level if level != VALUES else DIFFERS
    if not (isinstance(a, dict) and isinstance(b, dict)):
        return DIFFERS
    kinds = a.get("k"), b.get("k")
    if all(kind in ("tuple", "list", "size") for kind in kinds):
        return sequence(a, b)
    return BY_KIND.get(kinds[0], different)(a, b) if kinds[0] == kinds[1] else DIFFERS


def different(a, b):
    """Two values that are not equal and know no middle way."""
    return DIFFERS


# --- tensors and numbers --------------------------------------------------------------------------


def is_tensor(x):
    """Return whether an encoded value is a tensor of any kind."""
    return isinstance(x, dict) and x.get("k") in TENSORS


def tensor(a, b):
    """Compare two tensors; 1.2 and later have bool where the eras had uint8."""
    level = IDENTICAL
    if a.get("dtype") != b.get("dtype"):
        if {a.get("dtype"), b.get("dtype")} != {"uint8", "bool"}:
            return DIFFERS
        level, a, b = VALUES, with_ints(a), with_ints(b)
    if a.get("shape") != b.get("shape"):
        empty = a.get("v") == b.get("v") == []
        if not empty and (scalar(a) is None or scalar(b) is None):
            return DIFFERS
        level = VALUES
    of_values = values(a.get("v"), b.get("v"), b.get("dtype"))
    if of_values == DIFFERS:
        return DIFFERS
    level = min(level, of_values)
    if any(a.get(field) != b.get(field) for field in EXACT_FIELDS):
        level = VALUES
    for field in ("repr", "str"):
        if a.get(field) != b.get(field):
            printed = text(a.get(field), b.get(field)) if of_values == CLOSE else VALUES
            level = min(level, printed)
    return level


def with_ints(x):
    """Return an encoded tensor with its truth values as 0 and 1."""
    flat = elements(x["v"])
    return x if flat is None else {**x, "v": [int(v) for v in flat]}


def elements(v):
    """Return the values of a tensor; of a large one the first and the last; ``None`` if none."""
    if isinstance(v, list):
        return v
    return v["head"] + v["tail"] if isinstance(v, dict) and "head" in v else None


def values(a, b, dtype):
    """Compare two lists of numbers: IDENTICAL, CLOSE or DIFFERS."""
    if a == b:
        return IDENTICAL
    x, y, tolerance = elements(a), elements(b), TOLERANCES.get(dtype)
    if x is None or y is None or len(x) != len(y) or isinstance(a, dict) != isinstance(b, dict):
        return DIFFERS
    if tolerance is None:
        return DIFFERS
    agree = all(near(p, q, tolerance) for p, q in zip(x, y, strict=True))
    return CLOSE if agree else DIFFERS


def scalar(x):
    """Return ``(number, dtype)`` of a number or of a tensor with one element; else ``None``."""
    if isinstance(x, bool):
        return int(x), "uint8"
    if isinstance(x, NUMBERS):
        return x, "float64" if isinstance(x, float) else "int64"
    if not isinstance(x, dict):
        return None
    if x.get("k") == "float":
        return x["v"], "float64"
    v = x.get("v")
    if is_tensor(x) and x.get("shape") in ([], [1]) and isinstance(v, list) and len(v) == 1:
        return (int(v[0]) if isinstance(v[0], bool) else v[0]), x.get("dtype")
    return None


def scalar_values(a, b, ours, theirs):
    """Compare two numbers of which one may be a tensor."""
    if ours[0] == theirs[0]:
        return VALUES
    dtypes = {ours[1], theirs[1]}
    tolerance = TOLERANCES["float32" if "float32" in dtypes else "float64"]
    if dtypes & {"float32", "float64"} and near(ours[0], theirs[0], tolerance):
        return CLOSE if type(a) is type(b) is float else VALUES
    return DIFFERS


# --- texts and errors -----------------------------------------------------------------------------


def text(a, b):
    """Compare two texts; if they differ only in numbers near one another they are CLOSE."""
    if a == b:
        return IDENTICAL
    if not isinstance(a, str) or not isinstance(b, str):
        return VALUES
    ours, theirs = NUMBER.findall(a), NUMBER.findall(b)
    if len(ours) != len(theirs) or without_numbers(a) != without_numbers(b):
        return VALUES
    near = all(printed_near(p, q) for p, q in zip(ours, theirs, strict=True))
    return CLOSE if near else VALUES


def without_numbers(a):
    """Return a text with ``#`` for each number and a blank for each run of white space."""
    return re.sub(r"\s+", " ", NUMBER.sub("#", a))


def printed_near(p, q):
    """Return whether two printed numbers are equal up to rounding; integers must be equal."""
    return p == q or ("." in p and near(float(p), float(q), PRINTED))


def exception(a, b):
    """Compare two exceptions; where in the C++ sources one was raised does not count."""
    if a.get("t") == b.get("t"):
        same = WHERE.sub("", a.get("m", "")) == WHERE.sub("", b.get("m", ""))
        return IDENTICAL if same else VALUES
    related = a.get("t") in b.get("bases", []) or b.get("t") in a.get("bases", [])
    return VALUES if related else DIFFERS


# --- everything else ------------------------------------------------------------------------------


def sequence(a, b):
    """Compare tuples, lists and sizes item by item."""
    if len(a["v"]) != len(b["v"]):
        return DIFFERS
    level = IDENTICAL if a["k"] == b["k"] and a.get("t") == b.get("t") else VALUES
    return min([level, *[encoded(x, y) for x, y in zip(a["v"], b["v"], strict=True)]])


def mapping(a, b):
    """Compare dicts pair by pair, in their order."""
    if len(a["v"]) != len(b["v"]):
        return DIFFERS
    level = IDENTICAL if a.get("t") == b.get("t") else VALUES
    for (key, value), (wanted_key, wanted) in zip(a["v"], b["v"], strict=True):
        level = min(level, encoded(key, wanted_key), encoded(value, wanted))
    return level


def array(a, b):
    """Compare two NumPy arrays."""
    if a["dtype"] != b["dtype"] or a["shape"] != b["shape"]:
        return DIFFERS
    level = IDENTICAL if a["stride"] == b["stride"] else VALUES
    return min(level, values(a["v"], b["v"], a["dtype"]))


def numpy_scalar(a, b):
    """Compare two NumPy numbers."""
    return values([a["v"]], [b["v"]], a["dtype"]) if a["dtype"] == b["dtype"] else DIFFERS


def storage(a, b):
    """Compare two storages by what they hold."""
    return VALUES if a["v"] == b["v"] else DIFFERS


def described(a, b):
    """Compare two objects of which only the class and a printed form are known."""
    same = a.get("t") == b.get("t") and a.get("v") == b.get("v")
    return VALUES if same else DIFFERS


BY_KIND = {
    "exc": exception,
    "dict": mapping,
    "ndarray": array,
    "npscalar": numpy_scalar,
    "storage": storage,
    "module": described,
    "object": described,
    "class": described,
}
