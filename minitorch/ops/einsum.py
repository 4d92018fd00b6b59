"""Einstein's notation: sums of products, said by naming dimensions."""

import re
from math import prod

from ..arguments import wrong_argument
from ..op import composite
from .diagonal import diagonal
from .matrix import bmm
from .parts import select
from .permuting import permute
from .reduction import sum as total
from .shape import reshape, unsqueeze

NAMES = re.compile(r"[a-zA-Z]*(\.\.\.[a-zA-Z]*)?")


def parsed(equation, ranks):
    """Return the names of each operand's dimensions, and of the result's.

    An ellipsis stands for as many dimensions as are left over; they get numbers for names, the
    same ones in every operand, counted from the last. Without an arrow, the result has those, and
    then the letters that occur once.
    """
    left, arrow, right = equation.replace(" ", "").partition("->")
    terms = left.split(",")
    if len(terms) != len(ranks):
        raise RuntimeError(f"einsum(): {len(terms)} operands are named but {len(ranks)} were given")
    if not all(map(NAMES.fullmatch, [*terms, right])):
        raise RuntimeError(f"einsum(): only letters and one ellipsis name dimensions: {equation!r}")
    spare = [rank - len(term.replace("...", "")) for term, rank in zip(terms, ranks, strict=True)]
    for term, more in zip(terms, spare, strict=True):
        if more < 0 or (more and "..." not in term):
            raise RuntimeError(f"einsum(): dimensions of an operand and of {term!r} do not match")
    widest = max(m if "..." in term else 0 for term, m in zip(terms, spare, strict=True))
    names = [named(term, more, widest) for term, more in zip(terms, spare, strict=True)]
    if arrow:
        return names, named(right, widest, widest)
    letters = left.replace("...", "").replace(",", "")
    return names, [*range(widest), *sorted(n for n in set(letters) if letters.count(n) == 1)]


def named(term, more, widest):
    """Return the names of dimensions that a term gives, ``more`` of them by an ellipsis."""
    before, ellipsis, after = term.partition("...")
    return [*before, *range(widest - more, widest if ellipsis else widest - more), *after]


def distinct(operand, names):
    """Return an operand and its names without repetitions: of equal ones, the diagonal."""
    for name in [n for i, n in enumerate(names) if n in names[:i]]:
        first = names.index(name)
        second = names.index(name, first + 1)
        if operand.shape[first] != operand.shape[second]:
            raise RuntimeError(f"einsum(): dimensions named {name!r} differ in size")
        operand = diagonal(operand, 0, first, second)
        names = [n for i, n in enumerate(names) if i not in (first, second)] + [name]
    return operand, names


def ordered(operand, names, wanted):
    """Return an operand with its dimensions in the order of ``wanted``."""
    order = [names.index(name) for name in wanted]
    return operand if order == sorted(order) else permute(operand, order)


def summed(operand, names, kept):
    """Return an operand and its names without those that are not kept."""
    dims = [i for i, name in enumerate(names) if name not in kept]
    return (total(operand, dims), [n for n in names if n in kept]) if dims else (operand, names)


def narrowed(operand, names, sizes):
    """Return an operand without dimensions of size one where another operand has more."""
    for name in [n for n, size in zip(names, operand.shape, strict=True) if size < sizes[n]]:
        operand = select(operand, names.index(name), 0)
        names = [n for n in names if n != name]
    return operand, names


def size_of(operand, names, wanted):
    """Return the sizes of the dimensions in ``wanted``, and how many elements they make."""
    sizes = [operand.shape[names.index(name)] for name in wanted]
    return sizes, prod(sizes)


def contracted(x, left, y, right, kept):
    """Return the product of two operands, summed over what both have and nobody needs further.

    That is one product of batches of matrices, ``(both, mine, inner) @ (both, inner, yours)``.
    """
    x, left = summed(x, left, {*kept, *right})
    y, right = summed(y, right, {*kept, *left})
    both = [n for n in left if n in right and n in kept]
    inner = [n for n in left if n in right and n not in kept]
    mine, yours = [n for n in left if n not in right], [n for n in right if n not in left]
    shared, batch = size_of(x, left, both)
    (rows, n), (columns, p) = size_of(x, left, mine), size_of(y, right, yours)
    count = size_of(x, left, inner)[1]
    x = reshape(ordered(x, left, both + mine + inner), (batch, n, count))
    y = reshape(ordered(y, right, both + inner + yours), (batch, count, p))
    return reshape(bmm(x, y), (*shared, *rows, *columns)), both + mine + yours


@composite(method=False)
def einsum(equation, operands):
    """Return the sum of products that ``equation`` names, such as ``"ij,jk->ik"``.

    Args:
        equation: for each operand a letter for each dimension, and after ``->`` those of the
            result; what is left out there is summed. ``...`` stands for further dimensions.
        operands: a sequence of tensors.

    Raises:
        RuntimeError: if letters and dimensions do not match.

    Example:
        >>> a, b = torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[0.0, 1.0], [1.0, 0.0]])
        >>> torch.einsum("ij,jk->ik", (a, b))
        tensor([[2., 1.],
                [4., 3.]])
        >>> torch.einsum("ii", (a,))
        tensor(5.)

    Source: PyTorch 0.4.1, torch.einsum.
    """
    if not isinstance(operands, (tuple, list)):
        raise wrong_argument("einsum", "tensors", 2, "tuple of Tensors", operands)
    terms, result = parsed(equation, [len(operand.shape) for operand in operands])
    terms = [distinct(*pair) for pair in zip(operands, terms, strict=True)]
    sizes = {}
    for operand, names in terms:
        for name, size in zip(names, operand.shape, strict=True):
            if size not in (1, sizes.setdefault(name, size)) and sizes[name] != 1:
                raise RuntimeError(f"einsum(): dimensions named {name!r} differ in size")
            sizes[name] = max(size, sizes[name])
    if len(set(result)) < len(result) or not sizes.keys() >= set(result):
        raise RuntimeError(f"einsum(): the result of {equation!r} names what no operand has")
    (first, names), *others = [narrowed(*term, sizes) for term in terms]
    for place, (operand, more) in enumerate(others):
        needed = {n for _, later in others[place + 1 :] for n in later}
        first, names = contracted(first, names, operand, more, {*needed, *result})
    first, names = summed(first, names, result)
    missing = [n for n in result if n not in names]
    for name in missing:  # a dimension of size one, left out of every operand but not the result
        first, names = unsqueeze(first, -1), [*names, name]
    return ordered(first, names, result)
