"""Notebooks are made from the lessons, and are what Jupyter takes for notebooks."""

import nbformat
import pytest

from minitorch.learn.course import lessons
from minitorch.learn.notebook import notebook, write


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.folder.name)
def test_jupyter_takes_it_for_a_notebook(lesson, tmp_path):
    """The file is valid by the schema of its format, and no cell of the lesson is lost."""
    path = write(lesson, tmp_path / "lesson.ipynb")

    found = nbformat.read(path, as_version=nbformat.NO_CONVERT)

    nbformat.validate(found, relax_add_props=False)
    sources = [cell.source for cell in found.cells]
    assert sum(source.count("```python") for source in sources) == 0
    assert len([c for c in found.cells if c.cell_type == "code"]) == lesson.text.count("```python")


def test_a_notebook_that_is_none_is_found():
    """The check can fail: a code cell has outputs."""
    made = notebook(lessons()[0])
    del next(cell for cell in made["cells"] if cell["cell_type"] == "code")["outputs"]

    with pytest.raises(nbformat.ValidationError, match="outputs"):
        nbformat.validate(made)
