"""How a long graph is freed in Python 3.13, which needs help with it.

What is behind a node is freed with the node, and what is behind that with it in turn: a chain of a
million nodes is a million calls, one in another. Python postpones such calls beyond a depth of
fifty, but 3.13 beyond ten thousand, whatever the stack holds, and a thread with a stack of 256 KiB
dies of it (3.14 measures the stack). There a node first takes down what only it keeps alive.
"""

import sys


def unlink(node, getrefcount=sys.getrefcount):
    """Free the nodes behind ``node`` that nothing else refers to, one after another."""
    waiting = [node.edges] if node.edges else []
    node.edges = ()
    while waiting:
        nodes = {edge[0] for edge in waiting.pop() if edge is not None}
        while nodes:
            behind = nodes.pop()
            if getrefcount(behind) == 2:  # this name, and the argument of the call
                waiting.append(behind.edges)
                behind.edges = ()
        behind = None


def help_python(node_class):
    """Let nodes be freed one after another where Python does not see to that."""
    if sys.version_info[:2] == (3, 13):
        node_class.__del__ = unlink
