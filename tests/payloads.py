"""Files that would do harm if they were trusted: each by its name, as the pickle that it holds.

The names in it stand in no particular order; what they have in common is that ``load`` must refuse
them all, in its own words, without running anything and without taking more memory than they have.
"""

import io
import pickle
import struct
import zipfile

HEAD = b"\x80\x02"
MARKER = "executed"  # the file that code from a payload would write
TOUCH = f"open('{MARKER}', 'w')"


def text(value):
    """Return the instruction that pushes a text."""
    return b"X" + struct.pack("<I", len(value.encode())) + value.encode()


def named(module, name):
    """Return the instruction that pushes what a name means."""
    return f"c{module}\n{name}\n".encode()


def called(module, name, *arguments):
    """Return a pickle that calls something with texts."""
    return HEAD + named(module, name) + b"(" + b"".join(map(text, arguments)) + b"tR."


COMMANDS = """
os.system posix.system nt.system subprocess.Popen subprocess.call subprocess.check_output
subprocess.getoutput os.popen os.execlp os.spawnlp pty.spawn platform.popen commands.getoutput
"""
SOURCES = """
builtins.eval builtins.exec __builtin__.eval __builtin__.execfile timeit.timeit pdb.run cProfile.run
profile.run bdb.Bdb.run code.InteractiveInterpreter.runcode numpy.testing.runstring
torch.jit.script torch.utils.cpp_extension.load_inline
"""
REACHES = {  # what lets a file reach further names
    "getattr": called("builtins", "getattr", "x", "__class__"),
    "setattr": called("builtins", "setattr", "x", "y", "z"),
    "import": called("builtins", "__import__", "os"),
    "import_module": called("importlib", "import_module", "os"),
    "compile": called("builtins", "compile", TOUCH, "x", "exec"),
    "open": called("builtins", "open", MARKER, "w"),
    "vars": called("builtins", "globals"),
    "attrgetter": called("operator", "attrgetter", "system"),
    "methodcaller": called("operator", "methodcaller", "system", "x"),
    "partial": HEAD + named("functools", "partial") + named("os", "system") + b"\x85R.",
    "map": HEAD + named("builtins", "map") + named("builtins", "print") + text("x") + b"\x86R.",
    "apply": called("__builtin__", "apply", "x"),
    "loads": called("pickle", "loads", "cos\nsystem\n."),
    "marshal": called("marshal", "loads", "x"),
    "code": called("types", "CodeType", "x"),
    "function": called("types", "FunctionType", "x"),
    "library": called("ctypes", "CDLL", "libc.so.6"),
    "socket": called("socket", "create_connection", "x"),
    "rmtree": called("shutil", "rmtree", "."),
    "run_path": called("runpy", "run_path", "x"),
    "load": called("torch", "load", MARKER),
    "numpy load": called("numpy", "load", MARKER),
    "hub": called("torch.hub", "load", "x"),
    "dotted": b"\x80\x04" + text("torch") + text("serialization.pickle.loads") + b"\x93.",
    "dotted utils": b"\x80\x04" + text("torch._utils") + text("__builtins__") + b"\x93.",
    "functional": HEAD + named("torch.nn.functional", "warnings") + b"}b.",
    "metaclass": called("builtins", "type", "X"),
    "old instance": HEAD + b"(" + text("touch executed") + b"ios\nsystem\n.",
    "object": HEAD + b"(" + named("os", "system") + text("touch executed") + b"o.",
    "new object": HEAD + named("os", "_wrap_close") + b")\x81.",
    "new object of names": b"\x80\x04" + named("os", "system") + b")}\x92.",
    "extension": HEAD + b"\x82\x01.",
    "state of a class": HEAD + named("torch.nn", "Linear") + b"}" + text("forward") + b"Nsb.",
    "state of a function": HEAD + named("torch._utils", "_rebuild_tensor") + b"}b.",
    "out of band": b"\x80\x05\x97.",
}
TENSOR = "torch._utils", "_rebuild_tensor_v2"


def storage(size, key="0", kind="FloatStorage", where="cpu"):
    """Return the instructions that refer to a storage, as the zip format does."""
    name = named("torch", kind)
    number = b"\x8a\x08" + struct.pack("<q", size)
    return b"(" + text("storage") + name + text(key) + text(where) + number + b"tQ"


def tensor(offset, sizes, strides, held=3):
    """Return a pickle of a tensor that claims to lie somewhere in a storage."""
    whole = [b"\x8a\x08" + struct.pack("<q", n) for n in (offset, *sizes, *strides)]
    first, rest = whole[0], whole[1:]
    tuples = b"(" + b"".join(rest[: len(sizes)]) + b"t(" + b"".join(rest[len(sizes) :]) + b"t"
    return HEAD + named(*TENSOR) + b"(" + storage(held) + first + tuples + b"\x89NtR."


def doubled(times):
    """Return the instructions for a tuple of a tuple of ... each twice: ``2 ** times`` in all."""
    return b")q\x00" + b"".join(b"h%c2\x86q%c" % (n, n + 1) for n in range(times))


LIES = {  # what claims to be larger, or elsewhere, than it is
    "items of a number": HEAD + b"K\x01K\x02K\x03s.",
    "items of a tensor": tensor(0, (3,), (1,))[:-1] + b"K\x01K\x02s.",
    "append to a tuple": HEAD + b")K\x01a.",
    "storage too short": tensor(0, (3,), (1,), held=4),
    "storage too large": tensor(0, (3,), (1,), held=1 << 40),
    "storage of less than nothing": tensor(0, (3,), (1,), held=-1),
    "storage without a record": HEAD + storage(3, key="7") + b".",
    "storage of another name": HEAD + storage(3, key="../data.pkl") + b".",
    "storage of no type": HEAD + storage(3, kind="Tensor") + b".",
    "storage nowhere": HEAD + storage(3, where="mars") + b".",
    "reference to a file": HEAD + b"(" + text("file") + text("/etc/passwd") + b"tQ.",
    "negative offset": tensor(-1, (3,), (1,)),
    "negative size": tensor(0, (-3,), (1,)),
    "negative stride": tensor(2, (3,), (-1,)),
    "beyond the end": tensor(1, (3,), (1,)),
    "sizes that overflow": tensor(0, (1 << 62, 4), (1, 1 << 62)),
    "bytearray of a size": HEAD + named("builtins", "bytearray") + b"J\x00\x00\x00\x40\x85R.",
    "array of a size": HEAD
    + named("numpy.core.multiarray", "_reconstruct")
    + named("numpy", "ndarray")
    + b"K\x00\x85"
    + text("b")
    + b"\x87R(K\x01J\x00\x00\x00\x40\x85"
    + named("numpy", "dtype")
    + text("f8")
    + b"K\x00K\x01\x87R\x89"
    + text("short")
    + b"tb.",
    "array of objects": HEAD + named("numpy", "dtype") + text("O") + b"\x85R.",
    "text of a size": HEAD + b"X\xff\xff\xff\x7fshort.",
    "bytes of a size": b"\x80\x04\x8e" + struct.pack("<Q", 1 << 62) + b"short.",
    "integer of a size": HEAD + b"\x8b\xff\xff\xff\x7fshort.",
    "integer of digits": HEAD + b"I" + b"9" * 100_000 + b"\n.",
    "marks": HEAD + b"(" * 1_000_000 + b".",
    "nested tuples": HEAD + b")" + b"\x85" * 1_000_000 + b".",
    "nested lists": HEAD + b"]" * 100_000 + b"a" * 99_999 + b".",
    "keys that double": HEAD + b"}" + doubled(60) + b"Ns.",
    "members that double": HEAD + b"c__builtin__\nset\n]" + doubled(60) + b"a\x85R.",
    "frozen members that double": b"\x80\x04(" + doubled(60) + b"\x91.",
    "memo of nothing": HEAD + b"h\x07.",
    "stack of nothing": HEAD + b"0" * 10 + b".",
    "tuple of nothing": HEAD + b"\x87.",
    "odd items": HEAD + b"}(K\x01u.",
    "no end": HEAD + b"K\x01",
    "no instruction": HEAD + b"\xff.",
    "no protocol": b"\x80\xff.",
    "call of a number": HEAD + b"K\x01)R.",
    "call without arguments": HEAD + named("collections", "OrderedDict") + b"K\x01R.",
}
PAYLOADS = {
    **{name: called(*name.rsplit(".", 1), f"touch {MARKER}") for name in COMMANDS.split()},
    **{name: called(*name.rsplit(".", 1), TOUCH) for name in SOURCES.split()},
    **REACHES,
    **LIES,
}


def zipped(body, **more):
    """Return a file of the zip format with this pickle and a storage of three numbers."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **more) as archive:
        archive.writestr("archive/data.pkl", body)
        archive.writestr("archive/data/0", struct.pack("<3f", 1, 2, 3))
    return file.getvalue()


def legacy(body):
    """Return a file of the format before that, with this pickle and no storages."""
    system = dict(protocol_version=1001, little_endian=True, type_sizes={})
    head = [pickle.dumps(part, 2) for part in (0x1950A86A20F9469CFC6C, 1001, system)]
    return b"".join(head) + body + pickle.dumps([], 2)


def deflated():
    """Return a small zip file that unpacks to a thousand times as much."""
    return zipped(b"\x80\x02X" + struct.pack("<I", 1 << 27) + bytes(1 << 27) + b".", compression=8)


def overlapping():
    """Return a zip file with two members of one name."""
    file = io.BytesIO(zipped(HEAD + b"N."))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("other/data.pkl", HEAD + b"K\x01.")
    return file.getvalue()


FILES = {
    "a bomb": deflated,
    "two programs": overlapping,
    "no program": lambda: zipped(b"").replace(b"data.pkl", b"data.txt"),
    "an empty file": bytes,
    "a text": lambda: b"import os\n",
    "a script": lambda: b"#!/bin/sh\n",
}
