"""``torch.backends.cudnn``: switches that scripts set; nothing here depends on them.

Source: PyTorch 0.4.1, torch/backends/cudnn/__init__.py.
"""

import contextlib

enabled, benchmark, deterministic, verbose = True, False, False, False


def is_available():
    """Return False: convolutions are our own."""
    return False


def is_acceptable(tensor):
    """Return False: no tensor is handed to cuDNN."""
    return False


def version():
    """Return None: there is no cuDNN."""
    return None


@contextlib.contextmanager
def flags(enabled=False, benchmark=False, deterministic=False, verbose=False):
    """Set the switches within a ``with`` statement."""
    given = dict(enabled=enabled, benchmark=benchmark, deterministic=deterministic, verbose=verbose)
    before = {name: globals()[name] for name in given}
    globals().update(given)
    try:
        yield
    finally:
        globals().update(before)
