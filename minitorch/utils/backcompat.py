"""``torch.utils.backcompat``: warnings that 0.2 brought, which scripts switch on; none are given.

Source: PyTorch 0.3.1, torch/utils/backcompat/__init__.py.
"""


class Switch:
    """A warning that may be enabled."""

    enabled = False


broadcast_warning, keepdim_warning = Switch(), Switch()
