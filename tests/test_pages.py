"""The manual: a page for each public name, and for each operation what running it shows."""

import doctest
import re
import sys
from pathlib import Path

import pytest

import minitorch

FOLDER = str(Path(__file__).parents[1] / "docs")


@pytest.fixture(scope="module")
def pages():
    """The program that writes the manual, which is not part of the package."""
    sys.path.insert(0, FOLDER)
    try:
        import pages

        yield pages
    finally:
        sys.path.remove(FOLDER)


def test_every_page_of_an_operation_is_whole_and_its_example_is_true(pages):
    """It gives an example that prints what it says, shapes, and a source."""
    names = {"torch": minitorch, "F": minitorch.nn.functional}
    wrong, count = [], 0
    for name, value in pages.documented().items():
        text = pages.page(name, value)
        if not hasattr(value, "op"):
            continue
        count += 1
        example = re.search(r"## Example\n\n```\n(.*?)```", text, re.DOTALL)[1]
        example = re.sub(r"\n\n(?=[ \[])", "\n<BLANKLINE>\n", example)  # within a tensor
        test = doctest.DocTestParser().get_doctest(example, dict(names), name, name, 0)
        doctest.DocTestRunner(verbose=False).run(test, out=wrong.append)
        wrong += [f"{name} lacks {part}" for part in ("## Shapes", "Source:") if part not in text]

    assert count > 100
    assert not wrong, "".join(wrong)


def test_the_index_leads_to_every_page(pages, tmp_path):
    """Each name has a page, in a file of that name, and stands in the index with a sentence."""
    pages.main(tmp_path)
    index = (tmp_path / "index.md").read_text()
    lines = re.findall(r"^- \[(\S+)\]\((\S+)\.md\): \S+", index, re.MULTILINE)

    assert {"torch.mul", "torch.nn.Linear", "torch.optim.SGD"} <= {name for name, _ in lines}
    assert sorted(file.stem for file in tmp_path.iterdir()) == sorted(
        [name for name, file in lines if name == file] + ["index"]
    )
