"""What tests of several files share."""

import pytest

from minitorch.backend import get_backend
from minitorch.testing import strict


@pytest.fixture(params=["strict", pytest.param("cuda", marks=pytest.mark.gpu)])
def device(request):
    """A device that NumPy cannot reach: the stand-in, and a GPU where there is one."""
    strict.register()
    return get_backend(request.param)
