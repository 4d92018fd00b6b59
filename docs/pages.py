"""Write one page for each operation, and an index, from the registry: ``pages.py FOLDER``.

A page says what the operation's definition says: the forms it has, its docstring, and the source
of value and derivative, which in this project are documentation too.
"""

import inspect
import sys
from pathlib import Path

import minitorch
from minitorch.op import COMPOSITES, OPS


def forms(name, tensor=minitorch.Tensor, functional=minitorch.nn.functional):
    """Return the ways to call an operation, as a list of code spans."""
    homes = [("torch.", minitorch), ("Tensor.", tensor), ("nn.functional.", functional)]
    found = [f"`{prefix}{name}`" for prefix, home in homes if hasattr(home, name)]
    return found + ([f"`Tensor.{name}_`"] if hasattr(tensor, f"{name}_") else [])


def documented(docstring):
    """Return a docstring as Markdown: its sections as headings, their content as code."""
    parts = []
    for block in inspect.cleandoc(docstring or "").split("\n\n"):
        first, _, rest = block.partition("\n")
        if rest.startswith("    ") and first.endswith(":"):
            parts.append(f"**{first[:-1]}**\n\n```\n{inspect.cleandoc(rest)}\n```")
        else:
            parts.append(block.replace("``", "`"))
    return "\n\n".join(parts)


def source(function):
    """Return the source of a definition as a Markdown block."""
    return f"```python\n{inspect.getsource(function)}```"


def page(name, function, operator=None):
    """Return the page of one operation or composite."""
    operator = [f"the operator of `operator.{operator}`"] if operator else []
    return "\n\n".join(
        [
            f"# {name}",
            f"`{name}{signature(function)}`",
            "Also called as: " + ", ".join(forms(name) + operator),
            documented(function.__doc__),
            "## Definition",
            source(function),
        ]
    )


def signature(function):
    """Return how users write the parameters: without the array library."""
    parameters = list(inspect.signature(function).parameters.values())
    shown = [p.replace(annotation=p.empty) for p in parameters if p.name != "xp"]
    return str(inspect.Signature(shown))


def summary(function):
    """Return the first sentence of a docstring."""
    return documented((function.__doc__ or "").strip().partition("\n")[0])


def main(folder):
    """Write every page into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    everything = {name: (op.forward, op.operator) for name, op in OPS.items()}
    everything.update({name: (function, None) for name, function in COMPOSITES.items()})
    index = ["# Operations", ""]
    for name, (function, operator) in sorted(everything.items()):
        (folder / f"{name}.md").write_text(page(name, function, operator) + "\n")
        index.append(f"- [{name}]({name}.md): {summary(function)}")
    (folder / "index.md").write_text("\n".join(index) + "\n")
    print(f"{len(everything)} pages in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
