"""``torch.random``: the seed and the state of the stream that everything random is drawn from.

Source: PyTorch 0.4.1, torch/random.py.
"""

import contextlib

from .errors import check_long, type_name
from .modern import Modern
from .streams import Generator, default_generator
from .tensor import Tensor

STREAMS = {"0.4": Generator, "2.13": Modern}


def manual_seed(seed):
    """Begin the stream of random numbers that belongs to ``seed``.

    Returns:
        The generator.

    Raises:
        RuntimeError: if the seed has more than 64 bits.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.rand(2)
        tensor([0.4963, 0.7682])

    Source: PyTorch 0.4.1, torch.manual_seed.
    """
    seed = int(seed)
    check_long(seed)
    return default_generator.manual_seed(seed)


def initial_seed():
    """Return the seed that the stream began from.

    Example:
        >>> generator = torch.manual_seed(7)
        >>> torch.initial_seed()
        7

    Source: PyTorch 0.4.1, torch.initial_seed.
    """
    return default_generator.initial_seed()


def get_rng_state():
    """Return the state of the stream, a ByteTensor.

    Shape:
        the result is ``(5048,)``, uint8.

    Example:
        >>> state = torch.get_rng_state()
        >>> drawn = torch.rand(3)
        >>> torch.set_rng_state(state)
        >>> torch.equal(torch.rand(3), drawn)
        True

    Source: PyTorch 0.4.1, torch.get_rng_state.
    """
    return Tensor._wrap(default_generator.get_state())


def set_rng_state(new_state):
    """Continue the stream from a state.

    Raises:
        RuntimeError: if the state has the wrong size.
        TypeError: if it is no tensor of bytes.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.set_rng_state(torch.get_rng_state())
        >>> torch.rand(2)
        tensor([0.4963, 0.7682])

    Source: PyTorch 0.4.1, torch.set_rng_state.
    """
    if type_name(new_state) != "torch.ByteTensor":
        raise TypeError(f"expected a torch.ByteTensor, but got {type_name(new_state)}")
    default_generator.set_state(new_state._array)


@contextlib.contextmanager
def fork_rng(devices=None, enabled=True):
    """Draw within a ``with`` statement from a stream of its own; the outer one then goes on.

    Args:
        devices: GPUs whose streams to keep too; here all draw from the same one.
        enabled: whether to do anything.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> with torch.random.fork_rng():
        ...     drawn = torch.rand(100)
        >>> torch.rand(2)
        tensor([0.4963, 0.7682])

    Source: PyTorch 0.4.1, torch.random.fork_rng.
    """
    state = default_generator.get_state() if enabled else None
    try:
        yield
    finally:
        if enabled:
            default_generator.set_state(state)


class use_stream:
    """Draw as another release of PyTorch does: from now on, or within a ``with`` statement.

    Args:
        version: ``"0.4"``, or ``"2.13"`` for the numbers that today's PyTorch draws.

    Raises:
        ValueError: if the streams of that release are not known.

    Example:
        >>> with torch.random.use_stream("2.13"):
        ...     generator = torch.manual_seed(0)
        ...     torch.bernoulli(torch.tensor([0.5, 0.5, 0.5]))
        tensor([1., 0., 1.])

    Source: PyTorch 0.4.1 and 2.13, aten/src/ATen/native: what they draw from one seed.
    """

    def __init__(self, version):
        if version not in STREAMS:
            raise ValueError(f"no streams are known for {version!r}, but for {sorted(STREAMS)}")
        self.before = type(default_generator)
        default_generator.__class__ = STREAMS[version]

    def __enter__(self):
        return default_generator

    def __exit__(self, *error):
        default_generator.__class__ = self.before
