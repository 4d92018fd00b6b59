"""What is found out about an operation by running it: an example, its shapes, types and errors.

The calls are the samples that stand beside each definition, the same that its tests run on.
"""

import contextlib
import io

import numpy as np

import minitorch
from minitorch.cases import Whole

DTYPES = ("float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8")
TENSORS = ("Double", "Float", "Half", "Long", "Int", "Short", "Char", "Byte")
REFUSALS = (RuntimeError, TypeError, ValueError, IndexError, NotImplementedError)


def example(op):
    """Return the shortest sample call of an operation, and its gradient, as at Python's prompt."""
    return session(program(op, min(op.samples, key=lambda case: size(op, case))))


def size(op, case):
    """Return how much there is to read in a sample call: something, but as little as possible."""
    count = sum(np.size(array) for array in flat(case.arrays(op).values()))
    return (count == 0, count)


def flat(arrays):
    """Yield the arrays among arrays and lists of arrays."""
    for array in arrays:
        yield from array if isinstance(array, list) else [array]


def program(op, case):
    """Return the lines of a program that makes a sample call."""
    arrays, lines, wanted = case.arrays(op, np.float32), [], []
    for name, array in arrays.items():
        source = written(array)
        if name in op.differentiable and op.smooth and is_floating(array):
            source, wanted = source[:-1] + ", requires_grad=True)", [*wanted, name]
        lines.append(f"{name} = {source}")
    if "generator" in op.attributes:
        lines.append("_ = torch.manual_seed(0)")
    names = op.results or ("out",)
    lines += [f"{', '.join(names)} = {called(op, arrays, case.attributes(op))}", *names]
    if wanted and op.outputs in (1, op.results):
        lines += [f"{names[0]}.sum().backward()", *[f"{name}.grad" for name in wanted]]
    return lines


def is_floating(array):
    """Return whether this is one array of a floating type."""
    return isinstance(array, np.ndarray) and array.dtype.kind == "f"


def written(array):
    """Return the source of a tensor, of a list of them, or of a number; two decimals are enough."""
    if isinstance(array, list):
        return f"[{', '.join(map(written, array))}]"
    if isinstance(array, (int, float)):
        return repr(array)
    numbers = np.round(array.astype(np.float64), 2) if is_floating(array) else array
    dtype = "" if array.dtype in (np.int64, np.float32) else f", dtype=torch.{array.dtype}"
    return f"torch.tensor({numbers.tolist()}{dtype})"


def called(op, arrays, attributes):
    """Return the source of a call; what comes after something left out is given by name."""
    parts, gap = [], False
    for name in op.parameters:
        if name in arrays or name in attributes:
            given = name if name in arrays else repr(attributes[name])
            parts.append(f"{name}={given}" if gap else given)
        else:
            gap = True
    if op.torch or op.functional:
        return f"{'torch' if op.torch else 'F'}.{op.name}({', '.join(parts)})"
    return f"{parts[0]}.{op.name}({', '.join(parts[1:])})"


def session(lines):
    """Run ``lines`` at Python's prompt; return what stands on the screen in the end."""
    scope, screen = {"torch": minitorch, "F": minitorch.nn.functional}, []
    for line in lines:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(line, "<example>", "single"), scope)
        screen.append(f">>> {line}\n{said.getvalue()}")
    return "".join(screen)


def tensor(array):
    """Return a sample as a user gives it: arrays as tensors, a number as it is."""
    if isinstance(array, list):
        return [tensor(a) for a in array]
    return minitorch.Tensor._wrap(np.array(array)) if isinstance(array, np.ndarray) else array


def run(op, case, arrays):
    """Return the results of a call, as a tuple."""
    given = {name: tensor(a) for name, a in arrays.items()} | case.attributes(op)
    args = [given.get(name, op.defaults[name]) for name in op.parameters]
    starred = [
        part
        for name, arg in zip(op.parameters, args, strict=True)
        for part in (arg if name in op.ints and isinstance(arg, tuple) else [arg])
    ]
    found = op.method_call(*starred)
    return found if isinstance(found, tuple) else (found,)


def shapes(op):
    """Return the rows of a table: for each sample call its tensors, attributes and results."""
    rows = []
    for case in op.samples:
        arrays = case.arrays(op)
        given = ", ".join(f"`{name}` {shape_of(a)}" for name, a in arrays.items())
        attributes = ", ".join(f"{name}={value!r}" for name, value in case.attributes(op).items())
        results = ", ".join(shape_of(r) for r in run(op, case, arrays))
        rows.append((given, f"`{attributes}`" if attributes else "", results))
    return list(dict.fromkeys(rows))


def shape_of(value):
    """Return the shape of an array, tensor, or list of them; a number as it is."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(shape_of, value)) + "]"
    return str(tuple(value.shape)) if hasattr(value, "shape") else repr(value)


def dtypes(op):
    """Return the rows of a table: for the types of tensors that may vary, those of the results.

    Where torch refuses a type, what it says.
    """
    free = [
        name
        for name, kind in op.kinds.items()
        if kind.numpy is None and not issubclass(kind, Whole)
    ]
    case, rows = min(op.samples, key=lambda case: size(op, case)), {}
    for dtype, tensor in zip(DTYPES, TENSORS, strict=True) if free else ():
        arrays = case.arrays(op)
        arrays |= {name: retyped(arrays[name], dtype) for name in free if name in arrays}
        result = of_types(op, case, arrays, dtype)
        rows.setdefault(result.replace(tensor, ""), (result, []))[1].append(dtype)
    return [(", ".join(given), result) for result, given in rows.values()]


def retyped(array, dtype):
    """Return the elements of a sample in another type; as integers from 1, which divide too."""
    if isinstance(array, list):
        return [retyped(a, dtype) for a in array]
    if not isinstance(array, np.ndarray):
        return array
    return array.astype(dtype) if dtype.startswith("float") else (abs(array) + 1).astype(dtype)


def of_types(op, case, arrays, dtype):
    """Return the types of the results, or the words of the refusal."""
    try:
        results = run(op, case, arrays)
    except REFUSALS as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0]}"
    return ", ".join("the same" if follows(r, dtype) else str(r.dtype)[6:] for r in results)


def follows(result, dtype):
    """Return whether a result has the type of the tensors; of int64 that could be chance."""
    return str(result.dtype) == f"torch.{dtype}" and dtype not in ("int64", "uint8")
