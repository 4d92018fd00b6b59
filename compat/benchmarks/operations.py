"""Single operations, one script for both libraries: ``python operations.py LIBRARY SECONDS``.

Prints, as JSON, the CPU seconds that each operation of ``STEPS`` takes at each of ``SIDES``,
forward and backward: the least of as many as fit. All work on a square matrix ``x`` of that side,
so that it has 1, about 1,000 and 1 million elements.
"""

import importlib
import json
import sys

import numpy as np

from compat.benchmarks.measuring import least

SIDES = {"1": 1, "1k": 32, "1M": 1000}
STEPS = {  # name -> the operation, on inputs as Inputs has them
    "mul": lambda i: i.x * i.y,
    "mul, a row": lambda i: i.x * i.row,
    "matmul": lambda i: i.x.matmul(i.y),
    "erf": lambda i: i.x.erf(),
    "erfc": lambda i: i.x.erfc(),
    "lgamma": lambda i: i.x.lgamma(),
    "elu": lambda i: i.functional.elu(i.x),
    "leaky_relu": lambda i: i.functional.leaky_relu(i.x),
    "sum": lambda i: i.x.sum(),
    "sum, dim 0": lambda i: i.x.sum(0),
    "sum, dim 1": lambda i: i.x.sum(1),
    "max, dim 0": lambda i: i.x.max(0)[0],
    "max, dim 1": lambda i: i.x.max(1)[0],
    "softmax": lambda i: i.functional.softmax(i.x, 1),
    "log-softmax, nll": lambda i: i.functional.nll_loss(
        i.functional.log_softmax(i.x, 1), i.columns
    ),
    "max-pool": lambda i: i.functional.max_pool2d(i.x.view(1, 1, i.side, i.side), min(i.side, 2)),
    "cat": lambda i: i.torch.cat([i.x, i.y], 1),
    "transpose": lambda i: i.x.t().contiguous(),
    "index_select": lambda i: i.x.index_select(0, i.columns),
    "embedding": lambda i: i.functional.embedding(i.columns, i.x),
    "x[rows]": lambda i: i.x[i.columns],
    "x[rows, columns]": lambda i: i.x[i.lines, i.places],
    "gather": lambda i: i.x.gather(1, i.places),
    "cumsum": lambda i: i.x.cumsum(1),
    "sort": lambda i: i.x.sort(1)[0],
    "topk": lambda i: i.x.topk(min(i.side, 10), 1)[0],
    "tril": lambda i: i.x.tril(),
    "ger": lambda i: i.torch.ger(i.row, i.line),
    "addr": lambda i: i.torch.addr(i.x, i.row, i.line),
}


class Inputs:
    """What the operations work on, and the library they are of."""

    def __init__(self, torch, side):
        random = np.random.RandomState(0)

        def normal(*shape):
            values = random.randn(*shape).astype(np.float32)
            return torch.from_numpy(values).requires_grad_()

        def whole(*shape):
            return torch.from_numpy(random.randint(0, side, shape))

        self.torch, self.functional, self.side = torch, torch.nn.functional, side
        self.x, self.y = normal(side, side), normal(side, side)
        self.row, self.line = normal(side), normal(side)
        self.columns, self.places, self.lines = whole(side), whole(side, side), whole(side, side)
        self.leaves = self.x, self.y, self.row, self.line

    def step(self, name):
        """Return the function that runs an operation forward and backward."""
        operation = STEPS[name]
        grad = self.torch.ones_like(operation(self)).detach()

        def step():
            for leaf in self.leaves:
                leaf.grad = None
            operation(self).backward(grad)

        return step


def main(library, seconds, *names):
    """Measure the operations of one library."""
    torch = importlib.import_module(library)
    if library == "torch":
        torch.set_num_threads(1)
    found = {name: {} for name in names or STEPS}
    for size, side in SIDES.items():
        inputs = Inputs(torch, side)
        for name in found:
            found[name][size] = least(inputs.step(name), float(seconds))
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
