"""``pytest --torch-backend=minitorch``: tests written for torch, run on minitorch.

Without the option the plugin does nothing.
"""

import pytest

from .. import alias
from ..serialization import trust_files

BACKENDS = {"minitorch": "minitorch", "minitorch-0.3": "minitorch.v03"}


def pytest_addoption(parser):
    """Add the options."""
    parser.addoption(
        "--torch-backend",
        choices=[*BACKENDS],
        help="what `import torch` gives in this run: minitorch as PyTorch 0.4.1, or as 0.3.1",
    )
    parser.addoption(
        "--torch-trust-files",
        action="store_true",
        help="minitorch's torch.load runs what files say, as in 2018",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Take the name before the first conftest.py can import torch."""
    backend = early_config.known_args_namespace.torch_backend
    if backend is None:
        return
    try:
        hook = alias.install(BACKENDS[backend])
    except RuntimeError as error:
        raise pytest.UsageError(str(error)) from None
    early_config.add_cleanup(lambda: alias.remove(hook))
    if early_config.known_args_namespace.torch_trust_files:
        trusting = trust_files()
        early_config.add_cleanup(trusting.__exit__)
    # torch computes inf and nan in silence; see backend.py, whose filter pytest puts aside
    early_config.addinivalue_line("filterwarnings", "ignore::RuntimeWarning:minitorch")


def pytest_report_header(config):
    """Say in the head of the report what torch is."""
    backend = config.getoption("torch_backend")
    return None if backend is None else f"torch: {backend}"
