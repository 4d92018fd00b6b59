"""Running a program on two libraries, and telling where they differ."""

import contextlib
import functools
import re
import warnings

import numpy as np

from minitorch.testing.tolerances import TOLERANCES

from .grammar import NAMES


@functools.cache
def compiled(text):
    """Return the code of a statement; both libraries run the same."""
    return compile(text, "<program>", "exec")


class Run:
    """What a program did on one library."""

    def __init__(self, torch):
        self.torch, self.scope, self.errors = torch, {"torch": torch}, []

    def tensors(self):
        """Return the tensors there are, by name."""
        return {k: v for k, v in self.scope.items() if len(k) == 1}

    def owners(self):
        """Return, for each tensor by name, the first one that lies in the same memory."""
        first, found = {}, {}
        for name, tensor in self.tensors().items():
            home = getattr(tensor, "untyped_storage", tensor.storage)().data_ptr()
            found[name] = first.setdefault(home, name)
        return found

    def step(self, text):
        """Carry out one statement; return the error that it raised, or None."""
        try:
            exec(compiled(text), self.scope)
        except Exception as error:
            return error
        return None

    def execute(self, lines):
        """Carry out several statements, and keep what each raised."""
        self.errors += [self.step(line) for line in lines]

    def finish(self):
        """Return the first and second gradients of what the last tensors sum up to."""
        found = {}
        leaves = {k: t for k, t in self.tensors().items() if t.requires_grad and t.is_leaf}
        for name, leaf in leaves.items():
            found[f"{name}.grad"] = leaf.grad
        ends = [t for t in list(self.tensors().values())[-3:] if t.requires_grad]
        if not ends or not leaves:
            return found
        grad, leaves = self.torch.autograd.grad, list(leaves.items())
        try:
            loss = functools.reduce(lambda a, b: a + b, [(t * t).sum() for t in ends])
            first = grad(loss, [t for _, t in leaves], create_graph=True, allow_unused=True)
            found.update({f"d/d{n}": g for (n, _), g in zip(leaves, first, strict=True)})
            again = [g for g in first if g is not None and g.requires_grad]
            if again:
                loss = functools.reduce(lambda a, b: a + b, [(g * g).sum() for g in again])
                second = grad(loss, [t for _, t in leaves], allow_unused=True)
                found.update({f"d2/d{n}2": g for (n, _), g in zip(leaves, second, strict=True)})
        except Exception as error:
            found["gradients"] = error
        return found


@contextlib.contextmanager
def quietly():
    """Ignore warnings: the libraries warn of different things."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def compare(program, ours, theirs, known=lambda program, line, mine, judge: False):
    """Run ``program`` on two libraries and return what differs, or None.

    Args:
        known: a function of program, statement and two errors, which says whether a row of
            the ledger explains that these differ; what comes after is not compared.

    Returns:
        None; or ``(where, what torch has, what minitorch has)``.
    """
    with quietly():
        mine, judge = Run(ours), Run(theirs)
        mine.execute(program.setup), judge.execute(program.setup)
        for line in program.body:
            if writes_nothing(line, judge):
                return None
            one, other = mine.step(line), judge.step(line)
            if type(one) is not type(other):
                if known(program, line, one, other):
                    return None
                return line, other, one
            if one is None:
                found = differing(mine.tensors(), judge.tensors())
                if found:
                    return f"{line}: {found[0]}", *found[1:]
                shared, wanted = mine.owners(), judge.owners()
                if shared != wanted:
                    if laid_out_apart(line, mine, judge):
                        return None
                    return f"{line}: memory", wanted, shared
        first, second = mine.finish(), judge.finish()
        errors = first.get("gradients"), second.get("gradients")
        if known(program, "gradients", *errors):
            return None
        if type(errors[0]) is not type(errors[1]):
            return "gradients", *errors[::-1]
        return differing(first, second)


def writes_nothing(line, run):
    """Return whether ``line`` writes to an empty slice.

    In 0.4.1 that is a new tensor and no view, so the version of its tensor does not count it: the
    row ``empty-slices-are-no-views``. What a program does after that tells no more.
    """
    written = re.fullmatch(r"(\w)\[(\d+):\] = .*", line)
    target = written and run.scope.get(written[1])
    return target is not None and target.dim() > 0 and len(target) <= int(written[2])


def laid_out_apart(line, mine, judge):
    """Return whether a tensor that ``line`` reads lies in another order on the other side.

    What ``contiguous`` and its like return then shares memory on one side alone; a program that
    goes on to change it tells no more than the row ``results-are-contiguous`` does.
    """
    read = set(NAMES) & set(re.findall(r"\b[a-z]\b", line.partition(" = ")[2]))
    layout = re.search(r"contiguous|reshape", line)
    return layout and any(mine.scope[name].stride() != judge.scope[name].stride() for name in read)


def differing(mine, judge):
    """Return the first of two sets of values by name that differ, or None."""
    for name in dict.fromkeys([*judge, *mine]):
        one, other = mine.get(name), judge.get(name)
        if not same(one, other, name not in NAMES):
            return name, other, one
    return None


def same(one, other, gradient=False):
    """Return whether two results are the same: tensors, errors or None.

    Of a gradient, whether it is recorded does not count: one that is zero need not be.
    """
    if one is None or other is None or isinstance(one, Exception):
        absent = one if other is None else other
        return type(one) is type(other) or is_zero(absent)
    facts = [(tuple(t.shape), t.requires_grad, t.is_leaf, kind(t)) for t in (one, other)]
    alike = [f[:1] + f[3:] for f in facts] if gradient else facts
    return alike[0] == alike[1] and near(one, other)


def is_zero(tensor):
    """Return whether a gradient is zero everywhere: torch may leave such a one out."""
    return hasattr(tensor, "tolist") and not np.any(np.asarray((tensor.detach() + 0).tolist()))


def kind(tensor):
    """Return the name of a dtype; what is bool since 1.2 was uint8."""
    return str(tensor.dtype).rpartition(".")[2].replace("bool", "uint8")


def near(one, other):
    """Return whether the elements of two tensors agree up to rounding."""
    a, b = (np.asarray((t.detach() + 0).tolist(), "f8") for t in (one, other))
    relative, absolute = TOLERANCES.get(kind(one), (0, 0))
    scale = max(1.0, abs(b[np.isfinite(b)]).max(initial=0))
    return np.allclose(a, b, 10 * relative, 10 * absolute * scale, equal_nan=True)
