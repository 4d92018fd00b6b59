"""Notebooks in real Jupyter: ``tox -e docs`` runs every cell in its kernel."""

import nbformat
import pytest
from nbclient import NotebookClient

from minitorch.learn.course import lessons
from minitorch.learn.notebook import notebook


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.folder.name)
def test_jupyter_prints_what_the_notebook_shows(lesson, tmp_path):
    """Each cell prints in the kernel what the lesson shows; only marked cells raise."""
    made = nbformat.from_dict(notebook(lesson))
    shown = [printed(cell) for cell in made.cells]
    raises = [cell.metadata.get("tags") == ["raises-exception"] for cell in made.cells]

    NotebookClient(made, timeout=60, resources={"metadata": {"path": tmp_path}}).execute()

    assert [printed(cell) for cell in made.cells] == shown
    kinds = [{output.output_type for output in cell.get("outputs", [])} for cell in made.cells]
    assert ["error" in found for found in kinds] == raises


def printed(cell):
    """Return what a cell wrote to standard output."""
    outputs = cell.get("outputs", [])
    return "".join([o.text for o in outputs if o.get("name") == "stdout"])
