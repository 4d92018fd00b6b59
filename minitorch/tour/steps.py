"""The story that the tour tells: each step says something and runs snippets that show it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One step of the story.

    Attributes:
        title, text: what is told.
        snippets: the names of the programs in ``records.json`` that show it.
        faces: the faces in which they run.
        differs: for a snippet in which minitorch differs on purpose, the row of the ledger.
    """

    title: str
    text: str
    snippets: tuple
    faces: tuple = ("0.3", "0.4")
    differs: tuple = ()


STEPS = (
    Step(
        "A tensor",
        "Numbers in rows and columns; a NumPy array can lend its memory to one.",
        ("seed.longtensor", "seed.double_print"),
    ),
    Step(
        "The program",
        "Four weights require gradients. L is computed from them, step by step; backward() then "
        "finds how L changes with each of them. By hand: dL/dw1 = -w3 * a = -36, "
        "dL/dw2 = -w4 * a = -28, dL/dw3 = -b = -8, dL/dw4 = -c = -20.",
        ("seed/graph/backward.v",),
    ),
    Step(
        "The graph",
        "Every operation left a function behind, which knows whom to send gradients to. Walking "
        "next_functions from L shows the graph; AccumulateGrad is where a leaf begins.",
        ("seed.graph",),
    ),
    Step(
        "What each variable knows",
        "Its data, the gradient that arrived, the function that made it, whether gradients are "
        "wanted, whether it is a leaf. Only leaves keep their gradient.",
        ("seed.program_grads",),
    ),
    Step(
        "Keeping the gradient of a result",
        "retain_grad() asks for the gradient of a variable that is no leaf.",
        ("seed.grad_nonleaf", "seed.retain_grad"),
    ),
    Step(
        "Backward twice",
        "The first backward frees what the products had saved; the second one cannot run, unless "
        "the first was told to retain the graph. Gradients add up.",
        ("seed.second_backward_mulvars", "seed.second_backward_retain", "seed.accumulates"),
    ),
    Step(
        "requires_grad",
        "It is contagious: a result requires grad if anything it was computed from does. It can be "
        "frozen on leaves only.",
        ("seed.requires_grad_contagion", "seed.requires_grad_freeze"),
    ),
    Step(
        "A step of gradient descent",
        "Changing .data is not recorded; changing the weight itself would be.",
        ("seed.update_data", "seed.update_inplace_leaf"),
    ),
    Step(
        "volatile",
        "In 0.3, one volatile input is enough: nothing computed from it is recorded.",
        ("seed.volatile_ctor", "seed.volatile_contagion", "seed.volatile_backward"),
        faces=("0.3",),
    ),
    Step(
        "no_grad",
        "0.4 has a block for it instead. volatile=True still warns; PyTorch then ignores it, "
        "minitorch honours it: a deliberate difference.",
        ("seed.no_grad", "seed.enable_grad", "seed.no_grad_decorator", "seed.volatile_ctor"),
        faces=("0.4",),
        differs=("seed.volatile_ctor",),
    ),
)
