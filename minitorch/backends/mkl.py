"""``torch.backends.mkl``: Intel's library for linear algebra, which NumPy may or may not use."""


def is_available():
    """Return False: nothing calls it directly."""
    return False
