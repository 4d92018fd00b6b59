"""Pictures of real runs, as SVG: watch a run, then draw it or play it step by step.

>>> from minitorch import viz
>>> w = torch.tensor([2.0], requires_grad=True)
>>> with viz.trace() as run:
...     y = w * 3
...     y.backward()
>>> picture = run.draw(y, "functions")
>>> print(picture.mermaid())
flowchart TD
  n0["MulBackward<br>made y = 6"]
  n1["AccumulateGrad<br>w = 2, grad 3"]
  n0 -->|"3"| n1
<BLANKLINE>
"""

from .curve import curve
from .pictures import draw
from .player import play
from .watching import Trace, trace

__all__ = ["Trace", "curve", "draw", "play", "trace"]
