"""How the parts of a module are printed within it."""


def _addindent(s_, numSpaces):
    """Return a text with all lines but the first moved to the right.

    Source: PyTorch 0.4.1, torch/nn/modules/module.py; programs that print modules import it.
    """
    return s_.replace("\n", "\n" + numSpaces * " ")
