"""What the last runs found, kept between the tests and the report: ``compat/build``."""

import json
import os
from pathlib import Path

BUILD = Path(os.environ.get("MINITORCH_COMPAT_BUILD", Path(__file__).parent / "build"))


def keep(name, value):
    """Keep ``value`` under ``name``; the old one is replaced only once the new one is written."""
    BUILD.mkdir(exist_ok=True)
    draft = BUILD / f".{name}.{os.getpid()}"
    draft.write_text(json.dumps(value, indent=1))
    draft.replace(BUILD / f"{name}.json")


def kept(name):
    """Return what was kept under ``name``; None if nothing was."""
    file = BUILD / f"{name}.json"
    return json.loads(file.read_text()) if file.exists() else None
