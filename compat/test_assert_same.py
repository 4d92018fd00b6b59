"""``assert_same`` sees what differs, and nothing else."""

import pytest

from minitorch.testing import assert_same, differences

pytestmark = pytest.mark.live


@pytest.mark.parametrize(
    "program",
    [
        "x = torch.ones(2, requires_grad=True); (x * x).sum().backward(); record('grad', x.grad)",
        "x = torch.ones(2, requires_grad=True); record('y', x * x)",
        "torch.manual_seed(0); record('weight', nn.Linear(3, 2).weight)",
        "attempt('mm', lambda: torch.ones(2).backward())",
        "record('numbers', [1.5, 'a', (2, None)])",
    ],
)
def test_programs_that_do_the_same_pass(program):
    """Values, gradients, graphs, printed forms and errors are compared; the era's names are not."""
    words = [line for line in differences(program) if ".m:" not in line]

    assert words == []


@pytest.mark.parametrize(
    ("program", "word"),
    [
        ("record('x', torch.tensor([7]) / 2)", "dtype"),
        ("record('x', torch.ones(2) > 0)", "dtype"),
        ("record('x', 1 if torch.__version__.startswith('2') else 2)", "x:"),
        ("attempt('x', lambda: torch.tensor([1]) + torch.tensor([1.5]))", "minitorch has none"),
        ("import nowhere", None),
    ],
)
def test_a_difference_is_named(program, word):
    """Every difference is a line that says where, and what each side has."""
    found = "\n".join(differences(program))

    assert word in found if word else found == ""


def test_a_function_is_a_program_too():
    """A function of torch is run on both, and its results are compared."""
    assert_same(lambda torch: torch.arange(6).view(2, 3).sum(0))

    with pytest.raises(AssertionError, match="torch 2, minitorch 0"):
        assert_same(lambda torch: int(torch.__version__.split(".")[0]))
