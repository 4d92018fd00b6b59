"""torch's random numbers, bit for bit: one stream of 32-bit words, and what is drawn from it.

torch's generator on the CPU is the Mersenne Twister, which NumPy has too; what differs is how words
become numbers. Every method here takes the words that torch takes, in its order, so that the same
seed gives the same numbers. (``normals`` of 16 or more may differ in the last bit: torch computes
logarithm and cosine in single precision there, by polynomials of its own.)

Source: PyTorch 0.4.1, aten/src/TH/THRandom.c, THTensorRandom.cpp, vector/AVX2.c.
"""

import os
import threading

import numpy as np

WORDS = 624  # of the Mersenne Twister's state
STATE = np.dtype(  # a stored state in 0.4, and in 0.3 too: 5048 bytes
    [
        ("seed", np.uint64),
        ("left", np.int32),
        ("seeded", np.int32),
        ("next", np.uint64),
        ("words", np.uint64, WORDS),
        ("normal_pair", np.float64, 3),
        ("normal_waits", np.int64),
    ]
)


def seeded_state(seed):
    """Return the state that the Mersenne Twister starts from."""
    words = [seed & 0xFFFFFFFF]
    for i in range(1, WORDS):
        words.append((1812433253 * (words[-1] ^ (words[-1] >> 30)) + i) & 0xFFFFFFFF)
    return np.array(words, np.uint32)


class Generator:
    """A stream of random numbers, as ``torch.manual_seed`` returns it.

    Source: PyTorch 0.4.1, torch._C.Generator.
    """

    __module__ = "torch._C"  # it shows when a generator is printed

    def __init__(self, seed=None):
        self.lock = threading.RLock()
        self._begin(seed)

    def _begin(self, seed):
        self.seed_given, self.twister = seed, None
        self.normal_pair, self.normal_waits = (0.0, 0.0, 0.0), False

    def __repr__(self):
        return f"<torch._C.Generator object at {hex(id(self))}>"

    @property
    def stream(self):
        """The Mersenne Twister, started at the first need, anywhere unless seeded."""
        if self.twister is None:
            if self.seed_given is None:
                self.seed_given = int.from_bytes(os.urandom(8), "little")
            self.twister = np.random.RandomState()  # loads numpy.random, 15 ms at import time
            self.twister.set_state(("MT19937", seeded_state(self.seed_given), WORDS))
        return self.twister

    def manual_seed(self, seed):
        """Begin the stream that belongs to ``seed``; return the generator."""
        with self.lock:
            self._begin(seed % (1 << 64))
        return self

    def initial_seed(self):
        """Return the seed that the stream began from."""
        with self.lock:
            return self.stream and self.seed_given  # the stream chooses one if none was given

    def seed(self):
        """Begin a stream that nobody can foresee; return its seed."""
        with self.lock:
            self._begin(None)
            return self.initial_seed()

    def get_state(self):
        """Return the state as bytes, an array of uint8 of 5048 elements."""
        _, words, position, _, _ = self.stream.get_state()
        fresh = position == WORDS and words[0] == self.seed_given & 0xFFFFFFFF
        state = np.zeros(1, STATE)
        state["seed"], state["seeded"] = self.seed_given, 1
        state["left"], state["next"] = WORDS + 1 - position, 0 if fresh else position
        state["words"], state["normal_pair"] = words, self.normal_pair
        state["normal_waits"] = self.normal_waits
        return state.view(np.uint8)

    def set_state(self, stored):
        """Continue from a state that :meth:`get_state` returned.

        Raises:
            RuntimeError: if it has another size; nothing is changed then.
        """
        if stored.size != STATE.itemsize:
            raise RuntimeError("RNG state is wrong size")
        state = np.ascontiguousarray(stored).view(STATE)[0]
        with self.lock:
            self.seed_given = int(state["seed"])
            position = WORDS + 1 - int(state["left"])
            self.stream.set_state(("MT19937", state["words"].astype(np.uint32), position))
            self.normal_pair = tuple(state["normal_pair"].tolist())
            self.normal_waits = bool(state["normal_waits"])

    # --- from words to numbers -------------------------------------------------------------------

    def words(self, count):
        """Return the next 32-bit words."""
        if not count:  # for which NumPy takes a word all the same
            return np.zeros(0, np.uint32)
        return np.frombuffer(self.stream.bytes(4 * count), "<u4")

    def long_words(self, count):
        """Return 64-bit words, each of two; the first is the upper half."""
        pairs = self.words(2 * count).astype(np.uint64)
        return (pairs[0::2] << np.uint64(32)) | pairs[1::2]

    def floats(self, count):
        """Return single precision numbers in [0, 1), of 24 random bits each."""
        return (self.words(count) & 0xFFFFFF).astype(np.float32) * np.float32(2**-24)

    def doubles(self, count):
        """Return double precision numbers in [0, 1), of 53 random bits each."""
        return (self.long_words(count) & np.uint64((1 << 53) - 1)).astype(np.float64) * 2.0**-53

    def one_uniform(self):
        """Return the next double precision number in [0, 1), as a Python number."""
        word = int.from_bytes(self.stream.bytes(8), "little")
        return ((word >> 32) | (word & 0x1FFFFF) << 32) * 2.0**-53  # the first word is the upper

    def one_normal(self):
        """Return the next normal number, as a Python number."""
        return float(self.normals(1)[0])

    def uniform(self, shape, dtype, low, high):
        """Return numbers in [low, high)."""
        count = size_of(shape)
        with self.lock:
            if dtype == np.float32:
                drawn = self.floats(count)
                return (drawn * np.float32(high - low) + np.float32(low)).reshape(shape)
            return (self.doubles(count) * (high - low) + low).reshape(shape).astype(dtype)

    def normal(self, shape, dtype, mean=0.0, std=1.0, blocks=True):
        """Return numbers from the normal distribution.

        Args:
            blocks: whether 16 or more are drawn in blocks, as for tensors without gaps.
        """
        count = size_of(shape)
        with self.lock:
            blocks = blocks and count >= 16
            drawn = self.normal_blocks(count, dtype) if blocks else self.normals(count)
        return (drawn * drawn.dtype.type(std) + drawn.dtype.type(mean)).reshape(shape).astype(dtype)

    def normals(self, count):
        """Return normal numbers one after another; they come in pairs, and the second may wait."""
        ready = [second_normal(*self.normal_pair)] if self.normal_waits and count else []
        self.normal_waits = self.normal_waits and not ready
        pairs = max(count - len(ready) + 1, 0) // 2
        x, y = self.doubles(2 * pairs).reshape(pairs, 2).T
        radius = self.radii(y)
        both = np.stack([radius * np.cos(2 * np.pi * x), radius * np.sin(2 * np.pi * x)], 1)
        found = np.concatenate([ready, both.reshape(-1)])
        if pairs:
            self.normal_pair = float(x[-1]), float(y[-1]), float(radius[-1])
            self.normal_waits = len(found) > count
        return found[:count]

    def radii(self, uniform):
        """Return how far normal pairs lie from zero."""
        return np.sqrt(-2 * np.log(1 - uniform))

    def normal_blocks(self, count, dtype):
        """Return normal numbers made in blocks of 16, as vector code does."""
        draw = self.floats if dtype == np.float32 else self.doubles
        result = box_muller(draw(count))
        if count % 16:  # the last 16 are drawn again, over some that are there already
            result = np.concatenate([result[: count - 16], box_muller(draw(16))])
        return result

    def bernoulli(self, probabilities):
        """Return ones with the given probabilities, an array, and zeros otherwise."""
        with self.lock:
            drawn = self.doubles(probabilities.size).reshape(probabilities.shape)
        return drawn <= probabilities

    def exponential(self, shape, lambd):
        """Return waiting times of ``lambd`` events in unit time."""
        return -1 / lambd * np.log(1 - self.uniform(shape, np.float64, 0, 1))

    def geometric(self, shape, p):
        """Return how many trials it takes to succeed, as 0.4 computes that."""
        return np.floor(np.log(1 - self.uniform(shape, np.float64, 0, 1)) / np.log(p)) + 1

    def choices(self, weights, count, replacement):
        """Return indices drawn with the given weights, for each row of them."""
        return [self.row_of_choices(row.copy(), count, replacement) for row in weights]

    def row_of_choices(self, weights, count, replacement):
        """Return ``count`` indices; without replacement a weight drops to zero once it is drawn."""
        found = []
        for drawn in self.uniform((count,), np.float64, 0, 1):
            total = weights.sum()
            index = int(np.searchsorted(np.cumsum(weights) / (total or 1), drawn)) if total else 0
            found.append(index)
            if not replacement:
                weights[index] = 0
        return found

    def integers(self, shape, low, high, wide=False):
        """Return integers in [low, high), from 64-bit words if the range needs or ``wide``."""
        count, span = size_of(shape), high - low
        with self.lock:
            wide = wide or span >= 1 << 32
            drawn = self.long_words(count) if wide else self.words(count)
        return (drawn % drawn.dtype.type(span)).astype(np.int64).reshape(shape) + low

    def permutation(self, count):
        """Return the numbers below ``count`` in random order."""
        result = np.arange(count)
        with self.lock:
            drawn = self.words(max(count - 1, 0)).tolist()
        for i, word in enumerate(drawn):
            j = i + word % (count - i)
            result[i], result[j] = result[j], result[i]
        return result

    def shuffled(self, count):
        """Return the numbers below ``count`` in the random order that a data set is taken in."""
        return self.permutation(count)


def logarithm(x):
    """Return the logarithm, computed in double precision."""
    return np.log(x.astype(np.float64)).astype(x.dtype)


def sine_and_cosine(x):
    """Return both, computed in double precision."""
    wide = x.astype(np.float64)
    return np.sin(wide).astype(x.dtype), np.cos(wide).astype(x.dtype)


def box_muller(uniform, logarithm=logarithm, sine_and_cosine=sine_and_cosine):
    """Return normal numbers from uniform ones in blocks of 16: radii from 8, angles from 8.

    What is left over after the last whole block is returned as it is.
    """
    whole, kind = len(uniform) - len(uniform) % 16, uniform.dtype.type
    blocks = uniform[:whole].reshape(-1, 2, 8)
    radius = np.sqrt(kind(-2) * logarithm(kind(1) - blocks[:, 0]))
    sine, cosine = sine_and_cosine(kind(2 * np.pi) * blocks[:, 1])
    made = np.stack([radius * cosine, radius * sine], 1).reshape(-1)
    return np.concatenate([made, uniform[whole:]])


def second_normal(x, y, radius):
    """Return the second of the two normal numbers that come of two uniform ones."""
    return radius * np.sin(2 * np.pi * x)


def size_of(shape):
    """Return the number of elements in an array of ``shape``."""
    return int(np.prod(shape, dtype=np.int64))


default_generator = Generator()
