"""From 0.3 to 0.4 to today's torch: what changes in a script, line by line, and why.

``minitorch migrate script.py`` reports; with ``--write`` it also writes the changed file. What it
writes gives the same numbers under 0.4.1 and under today's torch. Comments and layout survive:
LibCST edits the syntax tree (``pip install '.[migrate]'``).
"""

from .report import Finding, show
from .script import migrate

__all__ = ["Finding", "migrate", "show"]
