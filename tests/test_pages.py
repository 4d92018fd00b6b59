"""The manual: a page for each public name, and for each operation what running it shows."""

import doctest
import html
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


@pytest.fixture(scope="module")
def manual(pages, tmp_path_factory):
    """The folder of the manual, written once."""
    folder = tmp_path_factory.mktemp("manual")
    pages.main(folder)
    return folder


def test_the_index_leads_to_every_page(manual):
    """Each name and each lesson has a page, in a file of that name, and stands in the index."""
    index = (manual / "index.html").read_text()
    lines = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>(: \S+)?', index)
    files = {file for file, _, _ in lines}

    assert {"torch.mul.html", "torch.nn.Linear.html", "lesson-00.html"} <= files
    assert {file.name for file in manual.glob("*.html")} - {"index.html"} == files
    assert [name for file, name, told in lines if not told and "Lesson" not in name] == []


def test_no_link_leads_nowhere(manual):
    """What a page links to, shows or loads is there."""
    missing = {
        (page.name, place)
        for page in manual.glob("*.html")
        for place in re.findall(r'(?:href|src)="([^"#]+)', page.read_text())
        if not (manual / place).exists()
    }

    assert missing == set()


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("torch.nn.Linear.html", 'href="torch.nn.functional.linear.html">F.linear</a>'),
        ("torch.conv2d.html", 'href="torch.conv1d.html"><code>conv1d</code></a>'),
        ("index.html", 'href="torch.conv1d.html">torch.nn.functional.conv1d</a>'),
        ("lesson-09.html", 'href="torch.autograd.grad.html"'),
        ("lesson-09.html", '<pre class="text">RuntimeError</pre>'),
    ],
)
def test_what_a_page_shows(manual, page, place):
    """Names lead to their pages, in words, code and lessons; errors stand below their code."""
    assert place in (manual / page).read_text()


def test_code_is_coloured_and_stays_the_same(pages):
    """Without its tags, coloured source is the source."""
    from hypertext import coloured

    text = '@op(1)\ndef f(x):  # a "word"\n    return "a < b" if x else torch.ones(2)\n'
    shown = coloured(text, lambda name: None)

    assert html.unescape(re.sub(r"<[^>]+>", "", shown)) == text
    assert '<span class="comment"># a &quot;word&quot;</span>' in shown
    assert '<b class="defined">f</b>' in shown
