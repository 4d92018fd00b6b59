"""The order in which a hash table of C++ gives its numbers: that of ``torch.unique`` in 0.4.

New numbers stand before all others; those whose hash leaves the same rest, divided by the size of
the table, stand together, the newest first. When the table is full, it grows to the next size and
takes its numbers in again, in the order they have.

Source: the GNU C++ library, documentation, ``std::unordered_set``; sizes and orders as seen there.
"""

import numpy as np

SIZES = (13, 29, 59, 127, 257, 541, 1109, 2357, 5087, 10273, 20753, 42043, 85229, 172933, 351061)
SIZES += (712697, 1447153, 2938679, 5967347, 12117689, 24607243, 49969847, 101473717, 206062531)
FACTOR, SEED = np.uint64(0xC6A4A7935BD1E995), 0xC70F6907
SHIFT = np.uint64(47)


def hashes(values):
    """Return the hash of each number: an integer itself, of a float the MurmurHash of its bytes."""
    if values.dtype.kind != "f":
        return values.astype(np.int64).view(np.uint64)
    size = values.dtype.itemsize
    words = (values + 0.0).view(f"u{size}").astype(np.uint64)
    if size == 8:
        words = mixed(words * FACTOR) * FACTOR
    start = np.uint64(SEED ^ size * int(FACTOR) % 2**64)
    found = mixed(mixed((start ^ words) * FACTOR) * FACTOR)
    return np.where(values == 0, np.uint64(0), found)


def mixed(words):
    """Return words with their upper bits mixed into the lower ones."""
    return words ^ (words >> SHIFT)


def table_order(values):
    """Return the indices that put different ``values`` in the order of a hash table."""
    codes, held = hashes(values), np.zeros(0, np.int64)
    for size in SIZES:
        held = np.concatenate([held, np.arange(len(held), min(size, len(values)))])
        _, first, bucket = np.unique(
            codes[held] % np.uint64(size), return_index=True, return_inverse=True
        )
        held = held[np.lexsort((-np.arange(len(held)), -first[bucket]))]
        if len(held) == len(values):
            break
    return held
