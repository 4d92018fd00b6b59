"""The order of hash tables, against what a program in C++ printed (GNU C++ library, GCC 12)."""

import numpy as np

from minitorch.hashing import table_order

DOUBLES = """
    12.5 10.5 10 9 -3.5 -2.5 -3 -4 -6 2 -5 1 7.5 2.5 -2 -1 -4.5 9.5 -6.5 3.5 -7 5 6.5 8 0 -5.5
    0.5 8.5 -0.5 1.5 3 11.5 7 -1.5 4 12 11 4.5 6 5.5
"""
FLOATS = """
    12.5 12 11.5 11 10.5 8 8.5 -1.5 5.5 9.5 -2.5 -3 -3.5 -4.5 -6.5 -1 -5 2.5 -2 -6 9 3 -4 0.5 -7
    -0.5 10 7.5 2 1 0 1.5 5 -5.5 4 3.5 4.5 6.5 6 7
"""
LONGS = """
    6000 5587 1723 1968 148 9808 2787 267 10347 2500 547 -48 400 2227 -188 8772 3403 7792 4075
    -237 43 708 -300 9283 3088 -272 -125 883 1492 1072 1275 8275 3732 7323 -293 4432 6868 4803
    6427 5188
"""


def in_order(values):
    """Return numbers as a hash table holds them that took them in as they come."""
    return values[table_order(values)].tolist()


def test_numbers_come_as_the_hash_table_of_cpp_holds_them():
    """Forty numbers, which make the table grow twice, in three types."""
    halves, squares = np.arange(40) * 0.5 - 7, np.arange(40) ** 2 * 7 - 300

    assert in_order(halves) == [float(n) for n in DOUBLES.split()]
    assert in_order(halves.astype(np.float32)) == [float(n) for n in FLOATS.split()]
    assert in_order(squares) == [int(n) for n in LONGS.split()]


def test_three_thousand_numbers_come_in_that_order_too():
    """A sum weighted by place is what the program in C++ found."""
    order = in_order(np.arange(3000) * 0.5 - 7)

    assert (np.array(order) * np.arange(1, 3001)).sum() == 3261156018.0
