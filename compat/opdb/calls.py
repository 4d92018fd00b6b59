"""The forms of a call: in torch and in minitorch, as it is, in place, with ``out=``, derived."""

import numpy as np

import minitorch

from .later import spoken
from .samples import converted, doubled, fresh, function, translated

# of an out= whose elements do not lie row by row: tril writes beyond it, matmul cannot read it
UNSAFE = ("tril", "triu", "matmul")  # torch 2.13, aten/src/ATen/native


class Call:
    """One sample on one side: a function, its input and its other arguments."""

    def __init__(self, package, run, input, args, kwargs):
        self.package, self.run, self.input = package, run, input
        self.args, self.kwargs = args, kwargs

    def __call__(self, **more):
        return self.run(self.input, *self.args, **self.kwargs, **more)

    def leaves(self):
        """Return the floating tensors among the arguments, requiring gradients."""
        found = []
        for value in [self.input, *self.args, *self.kwargs.values()]:
            for tensor in value if isinstance(value, (list, tuple)) else [value]:
                if hasattr(tensor, "is_floating_point") and tensor.is_floating_point():
                    found.append(tensor.requires_grad_())
        return found

    def gradients(self):
        """Return the gradients of the results, and the gradients of those."""
        wanted = self.leaves()
        results = self()
        results = results if isinstance(results, (list, tuple)) else [results]
        first = self.derived([r for r in results if getattr(r, "requires_grad", False)], wanted)
        again = [g for g in first if g is not None and g.requires_grad]
        return [*map(filled, first, wanted), *map(filled, self.derived(again, wanted), wanted)]

    def derived(self, results, wanted):
        if not results or not wanted:
            return [None] * len(wanted)
        weights = []
        for seed, result in enumerate(results):
            values = np.cos(0.7 * np.arange(result.numel()) + seed).reshape(tuple(result.shape))
            weights.append(self.package.tensor(values, dtype=result.dtype))
        grad = self.package.autograd.grad
        return grad(results, wanted, weights, create_graph=True, allow_unused=True)

    def in_place(self, name):
        """Return the call that changes its tensor; it gives what it returns, and the tensor."""

        def run(x, *args, **kwargs):
            return getattr(x, name)(*args, **kwargs), x

        return Call(self.package, run, self.input, self.args, self.kwargs)

    def of_clone(self, name):
        """Return the call that changes a clone of its tensor."""

        def run(x, *args, **kwargs):
            return getattr(x.clone(), name)(*args, **kwargs)

        return Call(self.package, run, self.input, self.args, self.kwargs)

    def into(self, room):
        """Return the call that writes its result into the tensor that ``room`` makes of it."""

        def run():
            expected = self()
            many = isinstance(expected, (list, tuple))
            outs = tuple(map(room, expected)) if many else room(expected)
            return self(out=outs), outs

        return run


def filled(gradient, wanted):
    """Return a gradient; zeros for one that is missing."""
    return wanted * 0 if gradient is None else gradient


def blank(result):
    """Return room of the right size for a result."""
    return result.clone().zero_()


def turned(result):
    """Return room of the right size for a result, whose elements do not lie row by row."""
    if result.dim() < 2:
        return blank(result)
    return result.transpose(0, 1).contiguous().zero_().transpose(0, 1)


def sides(info, sample):
    """Return the call of a sample in torch and in minitorch."""
    import torch

    own = fresh(sample)
    theirs = Call(torch, fixed(info, info.op), own.input, own.args, own.kwargs)
    args, kwargs = spoken(info, sample.args, sample.kwargs)
    parts = map(converted, (sample.input, list(args), kwargs))
    return theirs, Call(minitorch, fixed(info, translated(info)), *parts)


def fixed(info, run):
    """Return a function whose result is unique: singular vectors are so up to their sign alone."""
    if info.name != "svd":
        return run

    def with_signs(*args, **kwargs):
        u, s, v = run(*args, **kwargs)
        signs = u.sum(-2, True).sign()
        results = u * signs, s, v * signs[..., : v.shape[-1]]
        for room, result in zip(kwargs.get("out", ()), results):
            room.copy_(result)
        return results

    return with_signs


class Form:
    """One thing to check: a call in torch, the same in minitorch, and what is done with both.

    Attributes:
        precise: the call of torch with float64 in the place of float32, or None.
    """

    def __init__(self, name, way, theirs, ours, precise=None):
        self.name, self.call = name, ours
        self.theirs, self.ours = way(theirs), way(ours)
        self.precise = None if precise is None else way(precise)


def forms(info, sample, dtype):
    """Yield every form of a sample, as its elements lie and with strides."""
    for layout, given in (("", sample), (" of strides", sample.noncontiguous())):
        for name, way in ways(info, dtype):
            precise = sides(info, doubled(given))[0] if dtype == "float32" else None
            yield Form(f"{dtype} {name}{layout}", way, *sides(info, given), precise)


def ways(info, dtype):
    """Yield ``(name, function from a call to what is done with it)`` for an entry and a type."""
    derived = info.supports_autograd and dtype != "int64"
    yield "value", lambda call: call
    if derived:
        yield "gradients", lambda call: call.gradients
    name = function(info.name, "_") and info.inplace_variant and f"{info.name}_"
    if name:
        yield "in place", lambda call: call.in_place(name)
    if name and derived:
        yield "gradients in place", lambda call: call.of_clone(name).gradients
    if info.supports_out and function(info.name) in vars(minitorch).values():
        yield "out", lambda call: call.into(blank)
        if info.name not in UNSAFE:
            yield "out with strides", lambda call: call.into(turned)


def error_form(info, sample):
    """Return the form of a sample that torch refuses."""
    return Form("error", lambda call: call, *sides(info, sample))
