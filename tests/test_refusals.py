"""Laws of what storages, streams, files, batches and optimizers refuse, in torch's words."""

import io

import numpy as np
import pytest

import minitorch as torch
import minitorch.nn.functional as F
from minitorch.utils.data.dataloader import default_collate


def saved():
    """Return a file with a tensor in it."""
    file = io.BytesIO()
    torch.save(torch.ones(2), file)
    file.seek(0)
    return file


def reset(storage, value):
    """Overwrite the first element of a storage."""
    storage[0] = value


def loss(name, *sizes, **options):
    """Return a loss of one sample of two classes, with a target at each place of it."""
    target = torch.zeros(1, *sizes, dtype=torch.int64)
    target = target if name == "nll_loss" else target.view(-1)[:1]
    return getattr(F, name)(torch.ones(1, 2, *sizes), target, **options)


def fractions(input):
    """Return the largest elements of half as many places along each dimension."""
    return F.fractional_max_pool2d(input, 2, output_ratio=0.5)


def scheduled(*args):
    """Return a scheduler that waits for a plateau."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.ones(1))], lr=1)
    return torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, *args)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: torch.FloatStorage(-1), RuntimeError, "invalid memory size"),
        (lambda: torch.FloatStorage("a"), RuntimeError, "items was of type str instead of float"),
        (lambda: torch.LongStorage([1.5]), RuntimeError, "items was of type float instead of int"),
        (lambda: reset(torch.LongStorage(1), 1.5), RuntimeError, "with a int, but got float"),
        (lambda: torch.FloatStorage(2).copy_(torch.FloatStorage(3)), RuntimeError, "size mismatch"),
        (lambda: torch.manual_seed(2**64), RuntimeError, "Overflow when unpacking long"),
        (lambda: torch.set_rng_state(torch.ones(3)), TypeError, r"got torch\.FloatTensor"),
        (lambda: torch.set_rng_state(5), TypeError, "but got int"),
        (lambda: torch.load(saved(), lambda storage: storage), TypeError, "positional argument"),
        (lambda: torch.load(saved(), 5), TypeError, "'int' object is not callable"),
        (lambda: torch.load(saved(), "foo"), RuntimeError, "tagged with foo"),
        (lambda: default_collate([np.bool_(True)]), KeyError, "bool"),
        (lambda: loss("nll_loss", weight=torch.ones(3)), RuntimeError, "either for all 2 classes"),
        (lambda: loss("nll_loss", 3, 3, weight=torch.ones(3)), RuntimeError, "or no classes"),
        (lambda: loss("multi_margin_loss", 3, 3), RuntimeError, "vector or matrix expected"),
        (lambda: torch.nn.LSTM(2, 3)(torch.ones(3, 1, 2)[:0]), RuntimeError, "out of range"),
        (lambda: fractions(torch.ones(2, 2)), RuntimeError, "Dimension out of range"),
        (lambda: torch.nn.Parameter([1.0]), TypeError, "must be Tensor, not list"),
        (lambda: torch.optim.Adam([torch.ones(1)], betas=(0.9,)), IndexError, "out of range"),
        (lambda: torch.optim.Optimizer([torch.ones(1)], {}).step(), NotImplementedError, "^$"),
    ],
)
def test_what_cannot_be_is_refused(call, error, words):
    """The class and the words are torch's, and never those of NumPy."""
    with pytest.raises(error, match=words):
        call()


def test_a_batch_of_numpy_numbers_has_their_type():
    """Every type that torch has tensors of; of float16 and int8 too, which NumPy arrays lack."""
    for kind in ("float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8"):
        batch = default_collate([np.dtype(kind).type(1)] * 2)

        assert batch.tolist() == [1, 1]
        assert batch.numpy().dtype == kind


def test_a_group_is_the_callers_own_dict():
    """An optimizer fills in the options that a group lacks, as torch does."""
    group = {"params": torch.nn.Parameter(torch.ones(1))}

    optimizer = torch.optim.SGD([group], lr=0.5)

    assert optimizer.param_groups[0] is group
    assert group["lr"] == 0.5


def test_a_plateau_can_begin_anew():
    """The state says what the worst result is; beginning anew, that is the best so far."""
    scheduler = scheduled("max")
    scheduler.step(3.0)

    scheduler._reset()

    assert scheduler.best == scheduler.state_dict()["mode_worse"] == -float("inf")
