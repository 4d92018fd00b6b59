"""Write a page for each public name, and an index: ``python docs/pages.py FOLDER``.

A page says what the definition says: how it is called, its docstring, and the source, which in this
project is documentation too. For an operation it shows besides what its sample calls give when they
are run: an example with its gradient, the shapes, the types and the refusals.
"""

import inspect
import sys
from pathlib import Path
from tokenize import TokenError

import running

import minitorch
import minitorch.distributions
from minitorch.op import COMPOSITES, OPS

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
        for name in sorted(vars(namespace)):
            value = getattr(namespace, name)
            ours = (getattr(value, "__module__", None) or "").startswith(("minitorch", "torch"))
            is_alias = name in OPS and f"torch.{name}" in found
            is_twin = (value.__doc__ or "In-place form").startswith("In-place form")
            if callable(value) and ours and not (name[0] == "_" or is_alias or is_twin):
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


def sections(docstring):
    """Return a docstring as Markdown: its sections as headings, their content as code."""
    parts = []
    for block in inspect.cleandoc(docstring or "").split("\n\n"):
        first, _, rest = block.partition("\n")
        if rest.startswith("    ") and first.endswith(":"):
            parts.append(f"## {first[:-1]}\n\n```\n{inspect.cleandoc(rest)}\n```")
        elif block.startswith(">>>"):
            parts.append(f"## Example\n\n```\n{block}\n```")
        else:
            parts.append(block.replace("``", "`").replace(":func:", ""))
    return parts


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
    parts = [f"# {last}", f"`{name}{signature(definition)}`"]
    parts += ["Also called as " + ", ".join(others) + "."] if others else []
    parts += sections(definition.__doc__)
    parts += shown(op) if op else []
    return "\n\n".join([*parts, "## Definition", source(definition)]) + "\n"


def is_of_clone(name):
    """Return whether a method wraps an operation, which then doesn't show that it is one."""
    return name in OPS and OPS[name].cloned


def source(definition):
    """Return the source of a definition, and the file it stands in, as Markdown."""
    try:
        text, file = inspect.getsource(definition), inspect.getsourcefile(definition)
    except (OSError, TypeError, TokenError):  # the last: Python 3.13 looks into another file
        return "It is made when minitorch is imported."
    place = Path(file).relative_to(Path(minitorch.__file__).parents[1])
    return f"In `{place.as_posix()}`:\n\n```python\n{text}```"


def signature(function):
    """Return how users write the parameters: without the array library."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return "(...)"
    kept = [p.replace(annotation=p.empty) for p in parameters if p.name != "xp"]
    return str(inspect.Signature(kept)).replace("=Ellipsis", "=...")


def main(folder):
    """Write every page into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    everything, index = documented(), ["# Names"]
    for home in HOMES:
        index += ["", f"## {home}", ""]
        for name in [n for n in everything if n.rpartition(".")[0] == home]:
            (folder / f"{name}.md").write_text(page(name, everything[name]))
            summary = sections(everything[name].__doc__)[0].partition("\n")[0]
            index.append(f"- [{name}]({name}.md): {summary}")
    (folder / "index.md").write_text("\n".join(index) + "\n")
    print(f"{len(everything)} pages in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
