"""Write a page for each public name, and an index: ``python docs/pages.py FOLDER``.

A page says what the definition says: how it is called, its docstring, and the source, which in this
project is documentation too. For an operation it shows besides what its sample calls give when they
are run: an example with its gradient, the shapes, the types and the refusals.
"""

import inspect
import re
import sys
import textwrap
from functools import cache
from itertools import takewhile
from pathlib import Path
from tokenize import TokenError

import running
from manual import Manual

import minitorch
import minitorch.distributions
from minitorch.learn.course import lessons
from minitorch.op import COMPOSITES, OPS
from minitorch.paths import below

HOMES = {  # where users find names, in the order in which a page is looked for
    "torch": minitorch,
    "torch.Tensor": minitorch.Tensor,
    "torch.nn.functional": minitorch.nn.functional,
    "torch.nn": minitorch.nn,
    "torch.nn.init": minitorch.nn.init,
    "torch.nn.utils": minitorch.nn.utils,
    "torch.autograd": minitorch.autograd,
    "torch.optim": minitorch.optim,
    "torch.optim.lr_scheduler": minitorch.optim.lr_scheduler,
    "torch.utils.data": minitorch.utils.data,
    "torch.distributions": minitorch.distributions,
}
TYPES = "Tensors of a type give results of a type, or are refused:"
SHAPES = "Sample calls, as the tests make them:"


def documented():
    """Return every public function and class of ours, by the name of its page."""
    found = {}
    for home, namespace in HOMES.items():
        for name in sorted(getattr(namespace, "__all__", vars(namespace))):
            value = getattr(namespace, name)
            ours = (getattr(value, "__module__", None) or "").startswith(("minitorch", "torch"))
            is_known = name in OPS and f"torch.{name}" in found
            is_known = is_known or value is found.get(f"torch.{name}") or value is below
            is_twin = (value.__doc__ or "In-place form").startswith("In-place form")
            if callable(value) and ours and not (name[0] == "_" or is_known or is_twin):
                found[f"{home}.{name}"] = value
    return found


def forms(name):
    """Return the other ways to call what has a page under ``name``, as code spans."""
    last = name.rpartition(".")[2]
    found = [f"{home}.{last}" for home, namespace in HOMES.items() if hasattr(namespace, last)]
    found += [f"torch.Tensor.{last}_"] if hasattr(minitorch.Tensor, f"{last}_") else []
    operator = OPS[last].operator if last in OPS else None
    found += [f"operator.{operator}"] if operator else []
    return [f"`{form}`" for form in found if form != name]


def aliases(names):
    """Return which page is about each other name of what has one: methods, and functions in F."""
    found = {}
    for name in names:
        last = name.rpartition(".")[2]
        for home in ("torch.Tensor", "torch.nn.functional"):
            for form in (last, f"{last}_"):
                if hasattr(HOMES[home], form) and f"{home}.{form}" not in names:
                    found.setdefault(f"{home}.{form}", name)
    return found


def sections(docstring):
    """Return a docstring as Markdown: its sections as headings, examples as code."""
    parts = []
    for block in inspect.cleandoc(docstring or "").split("\n\n"):
        first, _, rest = block.partition("\n")
        if rest.startswith("    ") and first.endswith(":"):
            text = inspect.cleandoc(rest)
            shown = f"```\n{text}\n```" if ">>>" in text else entries(text)
            parts.append(f"## {first[:-1]}\n\n{shown}")
        elif block.startswith(">>>"):
            parts.append(f"## Example\n\n```\n{block}\n```")
        else:
            parts.append(spans(block))
    return parts


def spans(text):
    """Return words of a docstring as Markdown."""
    return re.sub(r":\w+:`~?\.?", "`", text.replace("``", "`"))


def entries(text):
    """Return the lines ``names: words`` of a section as a list; words may go on below."""
    found = []
    for line in text.split("\n"):
        names, colon, words = line.partition(": ")
        if colon and re.fullmatch(r"[\w*., ]+", names):
            found.append(f"- `{names.replace(', ', '`, `')}`: {words}")
        elif found:
            found[-1] += f" {line.strip()}"
        else:
            found.append(line)
    return spans("\n".join(found))


def methods(value):
    """Return a section with the methods of a class, but for those of bases with a page."""
    if not inspect.isclass(value):
        return []
    bases = takewhile(lambda base: base is value or base not in with_page(), value.__mro__)
    members = {n: m for base in reversed(list(bases)) for n, m in vars(base).items()}
    found = []
    for name, member in sorted(members.items()):
        member = getattr(member, "__func__", member)
        if name[0] != "_" and inspect.isfunction(member) and member.__doc__:
            call = signature(member).replace("(self, ", "(").replace("(self)", "()")
            found.append(f"- `{name}{call}`: {spans(member.__doc__.partition(chr(10))[0])}")
    return ["## Methods\n\n" + "\n".join(found)] if found else []


@cache
def with_page():
    """Return the classes that have a page; and object, whose methods nobody looks up."""
    return {value for value in documented().values() if inspect.isclass(value)} | {object}


def table(head, rows):
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])


def shown(op):
    """Return the sections of a page that are found out by running an operation."""
    parts = [f"## Example\n\n```\n{running.example(op)}```"]
    rows = running.shapes(op)
    parts.append(f"## Shapes\n\n{SHAPES}\n\n{table(('tensors', 'attributes', 'result'), rows)}")
    if rows := running.dtypes(op):
        parts.append(f"## Types\n\n{TYPES}\n\n{table(('tensors', 'result'), rows)}")
    return parts


def page(name, value):
    """Return the page of one name."""
    last = name.rpartition(".")[2]
    op = getattr(value, "op", None) or (OPS[last] if is_of_clone(last) else None)
    definition = op.forward if op else COMPOSITES.get(last, value)
    others = forms(name)
    call = signature(definition).replace("(self, ", "(").replace("(self)", "()")
    parts = [f"# {last}", f"`{name}{call}`"]
    parts += ["Also called as " + ", ".join(others) + "."] if others else []
    told = sections(definition.__doc__)
    sources = [part for part in told if part.startswith("Source: ")]
    parts += [part for part in told if part not in sources]
    parts += (shown(op) if op else []) + methods(definition)
    return "\n\n".join([*parts, "## Definition", source(definition), *sources]) + "\n"


def is_of_clone(name):
    """Return whether a method wraps an operation, which then doesn't show that it is one."""
    return name in OPS and OPS[name].cloned


def source(definition):
    """Return the source of a definition but for its docstring, and its file, as Markdown."""
    try:
        text, file = inspect.getsource(definition), inspect.getsourcefile(definition)
    except (OSError, TypeError, TokenError):  # the last: Python 3.13 looks into another file
        return "It is made when minitorch is imported."
    place = Path(file).relative_to(Path(minitorch.__file__).parents[1])
    text = re.sub(r'^ *"""' + re.escape(definition.__doc__ or "") + r'"""\n+', "", text, flags=re.M)
    return f"In `{place.as_posix()}`:\n\n```python\n{textwrap.dedent(text)}```"


def signature(function):
    """Return how users write the parameters: without the array library."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return "(...)"
    kept = [p.replace(annotation=p.empty) for p in parameters if p.name != "xp"]
    return str(inspect.Signature(kept)).replace("=Ellipsis", "=...")


def main(folder):
    """Write every page into ``folder``; return the names of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {name: page(name, value) for name, value in in_order(documented()).items()}
    return list(Manual(names, aliases(names), lessons()).write(folder))


def in_order(everything):
    """Return what is documented with its homes in order, and sorted within each as people look."""
    homes = list(HOMES)
    place = {name: (homes.index(name.rpartition(".")[0]), name.lower()) for name in everything}
    return {name: everything[name] for name in sorted(everything, key=place.get)}


if __name__ == "__main__":
    print(f"{len(main(Path(sys.argv[1])))} files in {sys.argv[1]}")
