"""``torch.utils.model_zoo``: weights of known models, from the files that were fetched already."""

import os
from urllib.parse import urlparse

__all__ = ["load_url"]


def load_url(url, model_dir=None, map_location=None, progress=True):
    """Load what was saved at an address, from the folder where torch keeps such files.

    Args:
        model_dir: the folder; ``$TORCH_MODEL_ZOO``, or ``~/.torch/models``, if not given.

    Raises:
        NotImplementedError: if the file is not there; nothing is downloaded.

    Source: PyTorch 0.4.1, torch.utils.model_zoo.load_url.
    """
    from .. import load

    if model_dir is None:
        home = os.path.expanduser(os.getenv("TORCH_HOME", "~/.torch"))
        model_dir = os.getenv("TORCH_MODEL_ZOO", os.path.join(home, "models"))
    path = os.path.join(model_dir, os.path.basename(urlparse(url).path))
    if not os.path.exists(path):
        raise NotImplementedError(
            f"Downloads are left out of minitorch: put the file of {url} at {path}."
        )
    return load(path, map_location=map_location)
