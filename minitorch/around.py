"""What can be laid around an operation's forward function: a clock, or a wider type of numbers.

A written call finds its forward function by name in ``calls.RUNTIME``, so exchanging it costs
nothing while there is nothing around it.
"""

from functools import reduce

from .calls import RUNTIME, name_of


def lay_around(op, wrap):
    """Have calls of ``op`` run ``wrap(forward)``: those written already, and those to come."""
    op.around = [*op.around, wrap]
    _renew(op)


def take_off(op, wrap):
    """Undo :func:`lay_around`."""
    op.around = [each for each in op.around if each is not wrap]
    _renew(op)


def _renew(op):
    op.run = reduce(lambda forward, wrap: wrap(forward), op.around, op.forward)
    name = f"forward_{name_of(op)}"
    if name in RUNTIME:
        RUNTIME[name] = op.run
