"""The order in which torch's engine visits nodes: who watches leaves can tell it from ours."""

from heapq import heappop, heappush

from ..engine import AccumulateGrad


def ready_order(nodes):
    """Return nodes in torch's order: of those whose users all ran, a leaf's, else the youngest.

    Args:
        nodes: youngest first; the first is where the pass begins.

    Source: PyTorch 0.4.1, torch/csrc/autograd/engine.cpp: the ready queue of a worker, a heap by
    sequence number; accumulate_grad.cpp: leaves have the highest.
    """
    waiting = dict.fromkeys(nodes, 0)
    for node in nodes:
        for target in targets(node, waiting):
            waiting[target] += 1
    queue, order = [], []
    for node in [node for node in nodes if not waiting[node]]:
        heappush(queue, Ready(node))
    while queue:
        node = heappop(queue).node
        order.append(node)
        for target in targets(node, waiting):
            waiting[target] -= 1
            if not waiting[target]:
                heappush(queue, Ready(target))
    return order


def leaves_before(nodes, queue):
    """Return the leaves that torch had visited when a node raised: those it no longer leads to.

    Args:
        nodes: what the pass was to visit; the node that raised is the last taken from ``queue``.
    """
    ahead = nodes[max(0, len(nodes) - len(list(queue)) - 1) :]
    fed = {edge[0] for node in ahead for edge in node.edges if edge is not None}
    return [node for node in ahead if isinstance(node, AccumulateGrad) and node not in fed]


def targets(node, known):
    """Return the nodes in ``known`` that ``node`` sends gradients to, one for each edge."""
    return [edge[0] for edge in node.edges if edge is not None and edge[0] in known]


class Ready:
    """A node in the queue: leaves come first, then the youngest; equals as the heap has them."""

    __slots__ = ("node", "rank")

    def __init__(self, node):
        self.node = node
        self.rank = float("inf") if isinstance(node, AccumulateGrad) else node.birth

    def __lt__(self, other):
        return self.rank > other.rank
