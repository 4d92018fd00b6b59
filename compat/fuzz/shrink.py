"""Making a program that differs as short as it can be."""

from .program import Program


def shrink(program, differs):
    """Return ``program`` without every line that it differs without.

    Args:
        differs: a function of a program: whether the libraries still differ on it.
    """
    shorter = True
    while shorter:
        shorter = False
        for index in reversed(range(len(program.body))):
            body = program.body[:index] + program.body[index + 1 :]
            candidate = Program(program.setup, body)
            if differs(candidate):
                program, shorter = candidate, True
    for line in list(program.setup):
        candidate = Program([kept for kept in program.setup if kept != line], program.body)
        if differs(candidate):
            program = candidate
    return program
