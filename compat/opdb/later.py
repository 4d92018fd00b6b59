"""Arguments that came after 0.4, and what they say in the words of 0.4.

A sample whose later arguments only ask for what 0.4 does anyway is asked without them.
"""

import re

NEVER = object()  # no value of the argument says what 0.4 does
ALWAYS = object()  # every value does, or a row of the ledger says how it differs

# entries, and their arguments that came later with the value that says what 0.4 does
# Source: PyTorch 0.4.1, the signatures in docs/source and torch/nn/functional.py.
LATER = {
    "argmax|argmin|dot|softmax.*|log_softmax.*|nn.functional.hardshrink": {"out": NEVER},
    "softmax.*|log_softmax.*|nn.functional.softmin.*": {"dtype": None},
    "div.*": {"rounding_mode": None},
    "index_add": {"alpha": 1},
    "logspace.*": {"base": 10.0},
    "meshgrid.*": {"indexing": "ij"},
    "nonzero": {"as_tuple": False},
    "round.*": {"decimals": 0},
    "scatter": {"reduce": NEVER},
    "where": {"out": NEVER},
    "sort|argsort": {"stable": False},
    "std|var": {"correction": 1},
    "unique": {"return_counts": False, "dim": None},
    "nn.functional.avg_pool.*": {"divisor_override": None},
    "nn.functional.embedding_bag": {
        "include_last_offset": False,
        "padding_idx": None,
        "per_sample_weights": None,
    },
    "nn.functional.grid_sample": {"align_corners": True},
    "nn.functional.interpolate.*": {"recompute_scale_factor": ALWAYS},
    "nn.functional.kl_div": {"log_target": False},
    "nn.functional.smooth_l1_loss": {"beta": 1.0},
}
POSITIONS = {"logspace": (2, "base"), "nn.functional.avg_pool2d": (5, "divisor_override")}
RENAMED = {  # what an argument and its value are called in 0.4
    ("reduction", "mean"): ("reduction", "elementwise_mean"),
    ("correction", 0): ("unbiased", False),
}
ONE_DIM = re.compile("mean|std|var|squeeze|logsumexp|all|any|norm")  # several dims came later


def later(name):
    """Return the later arguments of an entry."""
    found = {}
    for entries, arguments in LATER.items():
        if re.fullmatch(entries, name):
            found.update(arguments)
    return found


def spoken(info, args, kwargs):
    """Return the arguments of a sample, those after its input, in the words of 0.4."""
    without, named = later(full_name(info)), {}
    index, name = POSITIONS.get(info.name, (len(args), None))
    if args[index:] and says_nothing(without[name], args[index]):
        args = args[:index]
    for key, value in kwargs.items():
        if key in without and says_nothing(without[key], value):
            continue
        if isinstance(value, (str, int)):
            key, value = RENAMED.get((key, value), (key, value))
        if key == "dim" and ONE_DIM.match(info.name):
            if value is None:
                continue
            value = value[0] if isinstance(value, tuple) and len(value) == 1 else value
        named[key] = value
    return args, named


def says_nothing(said, value):
    """Return whether a value of a later argument, which ``said`` is for, says what 0.4 does."""
    return said is ALWAYS or (said is not NEVER and type(value) is type(said) and value == said)


def full_name(info):
    """Return the name of an entry, its variant included."""
    return info.name + (f".{info.variant_test_name}" if info.variant_test_name else "")
