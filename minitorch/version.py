"""``torch.version``: which torch this is; not which minitorch, that ``pip show`` tells."""

__version__ = "0.4.1"
cuda = None
debug = False
