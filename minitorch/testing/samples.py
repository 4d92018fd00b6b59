"""The sample calls of every operation: arguments as tensors, and the call as users make it."""

import numpy as np

from ..autograd import gradcheck
from ..op import OPS
from ..tensor import Tensor

CASES = [(op, number, case) for op in OPS.values() for number, case in enumerate(op.samples)]
DIFFERENTIABLE = [found for found in CASES if found[0].differentiable and found[0].smooth]


def wrapped(array):
    """Return one sample as a tensor; a number stays one, a list becomes tensors."""
    if isinstance(array, list):
        return [wrapped(a) for a in array]
    return array if isinstance(array, (int, float)) else Tensor._wrap(np.array(array))


def arguments(op, case):
    """Return the arguments of a sample call, in order; None where nothing is said."""
    given = {name: wrapped(a) for name, a in case.arrays(op).items()} | case.attributes(op)
    return [given.get(name, op.defaults[name]) for name in op.parameters]


def flat(args):
    """Yield every tensor among arguments."""
    for arg in args:
        if isinstance(arg, Tensor):
            yield arg
        elif isinstance(arg, list):
            yield from flat(arg)


def call(op, args):
    """Call an operation as users do."""
    starred = [
        part
        for name, arg in zip(op.parameters, args, strict=True)
        for part in (arg if name in op.ints and isinstance(arg, tuple) else [arg])
    ]
    return op.method_call(*starred) if op.ints else op.method_call(*args)


def differentiable(op, args):
    """Let every floating point input that has a rule require grad, and return those."""
    wanted = []
    for name, arg in zip(op.parameters, args, strict=True):
        if name in op.differentiable:
            for tensor in flat([arg]):
                if tensor._array.dtype.kind == "f":
                    wanted.append(tensor.requires_grad_())
    return wanted


def of_inputs(op, case):
    """Return a function of the differentiable inputs of a sample call alone, and those inputs."""
    args = arguments(op, case)

    def function(*_):
        results = call(op, args)
        results = results if isinstance(results, tuple) else (results,)
        return tuple([r for r in results if r.is_floating_point()])

    return function, differentiable(op, args)


def check_gradient(op, case):
    """Raise unless the gradient of a sample call is that of finite differences."""
    assert gradcheck(*of_inputs(op, case))
