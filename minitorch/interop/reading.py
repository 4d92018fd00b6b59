"""Scripts are read as the Python of their time read them, in which ``async`` was a name.

``target.cuda(async=True)`` stands in most scripts of 2017; Python 3.7 took the word for itself.
"""

import contextlib
import importlib.machinery as machinery
import importlib.util
import io
import sys
import tokenize
from itertools import pairwise
from types import ModuleType


class Reader(machinery.SourceFileLoader):
    """Loads a file of Python; what is none today may have ``async`` for a name."""

    def source_to_code(self, data, path, **options):
        """Compile ``data``; raise the SyntaxError of what is no Python of either time."""
        try:
            return super().source_to_code(data, path, **options)
        except SyntaxError:
            renewed = without_async(importlib.util.decode_source(data))
            return super().source_to_code(renewed, path, **options)


def without_async(source):
    """Return ``source`` with the name that ``async`` has in torch since 0.4; what is no Python, as
    it is.

    Example:
        >>> from minitorch.interop.reading import without_async
        >>> without_async("x = x.cuda(async=True)")
        'x = x.cuda(non_blocking=True)'
    """
    lines = source.splitlines(keepends=True)
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, IndentationError):
        return source
    for word, after in reversed(list(pairwise(tokens))):
        if word.string == "async" and after.string not in ("def", "for", "with"):
            (row, start), (_, end) = word.start, word.end
            line = lines[row - 1]
            lines[row - 1] = line[:start] + "non_blocking" + line[end:]
    return "".join(lines)


def run_file(path):
    """Run a file of Python as ``__main__``; return its names."""
    main = ModuleType("__main__")
    main.__file__ = path
    reader = Reader("__main__", path)
    code = reader.source_to_code(reader.get_data(path), path)
    kept, sys.modules["__main__"] = sys.modules["__main__"], main
    try:
        exec(code, vars(main))
    finally:
        sys.modules["__main__"] = kept
    return vars(main)


@contextlib.contextmanager
def reading():
    """Read what is imported in the same way."""
    kinds = [
        (machinery.ExtensionFileLoader, machinery.EXTENSION_SUFFIXES),
        (Reader, machinery.SOURCE_SUFFIXES),
        (machinery.SourcelessFileLoader, machinery.BYTECODE_SUFFIXES),
    ]
    hook = machinery.FileFinder.path_hook(*kinds)
    sys.path_hooks.insert(0, hook)
    sys.path_importer_cache.clear()
    try:
        yield
    finally:
        sys.path_hooks.remove(hook)
        sys.path_importer_cache.clear()
