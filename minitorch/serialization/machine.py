"""A reader of pickles that runs no code: data is made here, anything else by what ``names`` allows.

A pickle is a program for a small stack machine. This one knows the instructions that make numbers,
texts, lists, tuples, dicts and sets. A name in the file stands for what ``names.find`` gives, and
may be called only if ``names.calls`` says how. Sizes are bounded by the file's own, and so is the
work of hashing keys: a tuple that holds another twice, which holds another twice, and so on, is
small in a file and endless to whoever goes through it.
"""

from .errors import CheckpointError

DEEPEST = 1000  # containers within containers
HASHED = 10_000, 100  # how many items may be hashed: so many, and these for each instruction
SMALL = 4096  # bytes that are read without asking whether the file has them


class Bounded:
    """A file of which no more is asked at once than it has: a size that is claimed takes no room.

    Args:
        file: an open file, read from where it is.
    """

    def __init__(self, file):
        start = file.tell()
        self.file, self.end = file, file.seek(0, 2)
        file.seek(start)
        self.tell, self.readline = file.tell, file.readline

    def read(self, size):
        """Return the next ``size`` bytes, or those that are left."""
        size = size if size <= SMALL else min(size, self.end - self.tell())
        return self.file.read(size)


class Machine:
    """Executes one pickle.

    Args:
        names: what names mean, see :class:`names.Names`.
        persistent_load: what a persistent id stands for, a storage for instance.
    """

    def __init__(self, names, persistent_load=None):
        self.names, self.persistent_load = names, persistent_load
        self.stack, self.marked, self.memo = [], [], {}
        self.depths, self.weights, self.kept = {}, {}, []
        self.instructions = self.hashed = 0

    def load(self, file):
        """Return the object that the pickle at the file's position describes."""
        import pickletools

        for opcode, argument, _ in pickletools.genops(Bounded(file)):
            self.instructions += 1
            instruction = INSTRUCTIONS.get(opcode.name)
            if instruction is None:
                raise CheckpointError(f"the pickle instruction {opcode.name} is not allowed")
            instruction(self, argument)
        return self.stack.pop()

    def push(self, value):
        """Put a value on the stack."""
        self.stack.append(value)

    def pop_mark(self):
        """Return everything since the last mark."""
        items, self.stack = self.stack, self.marked.pop()
        return items

    def nest(self, container, items):
        """Note that ``items`` are inside ``container``; refuse too many levels."""
        depth = 1 + max([self.depths.get(id(item), 0) for item in items], default=0)
        if depth > DEEPEST:
            raise CheckpointError(f"containers are nested more than {DEEPEST} deep")
        self.depths[id(container)] = max(depth, self.depths.get(id(container), 0))
        self.weights[id(container)] = self.weights.get(id(container), 0) + self.weight(items)
        self.kept.append(container)  # as long as we work, its id belongs to nobody else
        return container

    def weight(self, items):
        """Return how many items one would meet going through these, and whatever they hold."""
        return len(items) + sum([self.weights.get(id(item), 0) for item in items])

    def check_work(self, items):
        """Refuse keys, or what may become keys, whose hashes would take too long."""
        self.hashed += self.weight(items)
        most, each = HASHED
        if self.hashed > most + each * self.instructions:
            raise CheckpointError("its keys hold each other so often that they cannot be hashed")

    # --- instructions ----------------------------------------------------------------------------

    def nothing(self, argument):
        """The protocol and the frames tell nothing that matters here."""

    def mark(self, argument):
        if len(self.marked) > DEEPEST:
            raise CheckpointError(f"containers are nested more than {DEEPEST} deep")
        self.marked.append(self.stack)
        self.stack = []

    def pop(self, argument):
        self.stack.pop()

    def dup(self, argument):
        self.push(self.stack[-1])

    def put(self, index):
        self.memo[len(self.memo) if index is None else index] = self.stack[-1]

    def get(self, index):
        self.push(self.memo[index])

    def append(self, argument):
        self.extend_by([self.stack.pop()])

    def appends(self, argument):
        self.extend_by(self.pop_mark())

    def extend_by(self, items):
        container = self.stack[-1]
        if type(container) not in (list, set):
            raise CheckpointError(f"nothing can be appended to a {type(container).__name__}")
        self.nest(container, items)
        if type(container) is set:
            self.check_work(items)
        (container.extend if type(container) is list else container.update)(items)

    def setitem(self, argument):
        value, key = self.stack.pop(), self.stack.pop()
        self.update_by([key, value])

    def setitems(self, argument):
        self.update_by(self.pop_mark())

    def update_by(self, items):
        container = self.stack[-1]
        if not isinstance(container, dict):
            raise CheckpointError(f"a {type(container).__name__} has no items to set")
        self.nest(container, items)
        self.check_work(items[::2])
        for key, value in pairs(items):
            container[key] = value

    def name(self, text):
        self.push(self.names.find(*text.split(" ", 1)))

    def stack_name(self, argument):
        name, module = self.stack.pop(), self.stack.pop()
        self.push(self.names.find(module, name))

    def call(self, argument):
        arguments, function = self.stack.pop(), self.stack.pop()
        if type(arguments) is not tuple:
            raise CheckpointError("a call without a tuple of arguments")
        self.check_work(arguments)
        self.push(self.nest(self.names.call(function, arguments), arguments))

    def build(self, argument):
        state = self.stack.pop()
        self.nest(self.stack[-1], [state])
        self.names.build(self.stack[-1], state)

    def persistent(self, argument):
        if self.persistent_load is None:
            raise CheckpointError("a reference to a storage, where no storages are")
        self.push(self.persistent_load(self.stack.pop() if argument is None else argument))


def pairs(items):
    """Return keys and values that take turns as pairs."""
    return zip(items[::2], items[1::2], strict=True)


def container(make):
    """Return the instruction that turns what is marked into a container."""

    def instruction(machine, argument):
        items = machine.pop_mark()
        if make not in (tuple, list):
            machine.check_work(items)
        machine.push(machine.nest(make(items), items))

    return instruction


def tuple_of(count):
    """Return the instruction that makes a tuple of the last items."""

    def instruction(machine, argument):
        items = tuple([machine.stack.pop() for _ in range(count)][::-1])
        machine.push(machine.nest(items, items))

    return instruction


def constant(make):
    """Return the instruction that pushes what ``make()`` gives."""
    return lambda machine, argument: machine.push(make())


def named(names, instruction):
    """Return the same instruction under several names."""
    return dict.fromkeys(names.split(), instruction)


INSTRUCTIONS = {
    **named("PROTO FRAME STOP", Machine.nothing),
    **named("INT BININT BININT1 BININT2 LONG LONG1 LONG4 FLOAT BINFLOAT", Machine.push),
    **named("STRING BINSTRING SHORT_BINSTRING UNICODE BINUNICODE", Machine.push),
    **named("SHORT_BINUNICODE BINUNICODE8 BINBYTES SHORT_BINBYTES BINBYTES8", Machine.push),
    **named("PUT BINPUT LONG_BINPUT MEMOIZE", Machine.put),
    **named("GET BINGET LONG_BINGET", Machine.get),
    **named("REDUCE NEWOBJ", Machine.call),
    **named("PERSID BINPERSID", Machine.persistent),
    "BYTEARRAY8": lambda machine, data: machine.push(bytearray(data)),
    "NONE": constant(lambda: None),
    "NEWTRUE": constant(lambda: True),
    "NEWFALSE": constant(lambda: False),
    "EMPTY_TUPLE": constant(tuple),
    "EMPTY_LIST": constant(list),
    "EMPTY_DICT": constant(dict),
    "EMPTY_SET": constant(set),
    "MARK": Machine.mark,
    "POP": Machine.pop,
    "POP_MARK": lambda machine, argument: machine.pop_mark(),
    "DUP": Machine.dup,
    "TUPLE": container(tuple),
    "TUPLE1": tuple_of(1),
    "TUPLE2": tuple_of(2),
    "TUPLE3": tuple_of(3),
    "LIST": container(list),
    "FROZENSET": container(frozenset),
    "DICT": container(lambda items: dict(pairs(items))),
    "APPEND": Machine.append,
    "APPENDS": Machine.appends,
    "ADDITEMS": Machine.appends,
    "SETITEM": Machine.setitem,
    "SETITEMS": Machine.setitems,
    "GLOBAL": Machine.name,
    "STACK_GLOBAL": Machine.stack_name,
    "BUILD": Machine.build,
}
