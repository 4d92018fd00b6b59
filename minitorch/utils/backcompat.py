"""``torch.utils.backcompat``: warnings of what 0.2 changed, which scripts switch on.

0.4.1 gives none any more; 0.3 does.

Source: PyTorch 0.4.1, torch/utils/backcompat/__init__.py.
"""


class Switch:
    """A warning that may be enabled."""

    enabled = False


broadcast_warning, keepdim_warning = Switch(), Switch()
