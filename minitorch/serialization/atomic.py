"""Writing a file so that it is there as a whole or not at all."""

import contextlib
import os
import stat


@contextlib.contextmanager
def replacing(path):
    """Give a file to write, which takes the place of ``path`` once all of it is on the disk.

    A crash, a kill or an exception at any moment leaves what was there before. What is no plain
    file, such as a pipe or ``/dev/null``, is written to directly.
    """
    path = os.path.realpath(path)
    folder, name = os.path.split(path)
    if not os.path.isfile(path) and (os.path.exists(path) or not os.path.isdir(folder)):
        with open(path, "wb") as file:  # a pipe; or the error that opening raises
            yield file
        return
    if os.path.isfile(path):
        open(path, "r+b").close()  # raises if we may not write there
    mode = permissions(path)
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    sync_folder(folder)


def permissions(path):
    """Return the mode of the file at ``path``, or that which a new one would get."""
    if os.path.exists(path):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder):
    """Have the new name of a file survive a power cut, where the system can do that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
