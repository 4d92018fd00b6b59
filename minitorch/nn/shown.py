"""Modules that print some of their attributes."""

from .module import Module


class Shown(Module):
    """A module that says which of its attributes are printed."""

    shown = ()

    def extra_repr(self):
        return ", ".join([f"{name}={getattr(self, name)}" for name in self.shown])
