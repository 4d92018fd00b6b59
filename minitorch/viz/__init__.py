"""Pictures of real runs, as SVG: the graph that autograd recorded, and curves."""

from .curve import curve
from .graph import picture
from .trace import Trace

__all__ = ["Trace", "curve", "picture"]
