"""Laws of how arguments reach an operation, whatever the operation is."""

import warnings

import numpy as np
import pytest

import minitorch as torch
from minitorch import surface
from minitorch.arguments import BY_NAME, DOUBTS
from minitorch.op import OPS

GRID = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
INTEGERS = {  # call with integers one by one -> the same with their name
    "view(3, 2)": "view(size=(3, 2))",
    "permute(1, 0)": "permute(dims=[1, 0])",
    "expand(2, 2, 3)": "expand(size=(2, 2, 3))",
    "repeat(2, 1)": "repeat(repeats=(2, 1))",
    "flip(0, 1)": "flip(dims=(0, 1))",
    "flip(0)": "flip(dims=0)",
}


@pytest.mark.parametrize("call", INTEGERS)
def test_integers_come_one_by_one_or_under_their_name(call):
    """What takes several integers takes them as arguments of their own, or as one by keyword."""
    one_by_one, named = (eval(f"GRID.{text}") for text in (call, INTEGERS[call]))

    assert named.tolist() == one_by_one.tolist()


@pytest.mark.parametrize("name", ["var", "std"])
def test_true_or_false_in_the_place_of_a_dimension_is_the_flag(name):
    """``x.var(False)`` is not the variance along dimension 0."""
    found = getattr(torch, name)(GRID, False)

    assert found.item() == getattr(GRID, name)(unbiased=False).item()
    assert found.item() < getattr(GRID, name)(True).item()


OUTS = {
    "matmul": lambda **out: torch.matmul(GRID, GRID.t(), **out),
    "renorm": lambda **out: torch.renorm(GRID, 2, 0, 1.0, **out),
    "masked_select": lambda **out: torch.masked_select(GRID, GRID > 2, **out),
}


@pytest.mark.parametrize("call", OUTS.values(), ids=OUTS)
def test_a_result_is_written_into_out(call):
    """``out=`` takes the result, and is what the call returns."""
    room = torch.zeros(0)

    assert call(out=room) is room
    assert room.tolist() == call().tolist()


@pytest.mark.parametrize("name", ["matmul", "add"])
def test_what_is_written_into_out_has_no_gradient(name):
    """A call with ``out=`` is refused where a gradient is wanted."""
    leaf = torch.ones(2, 2, requires_grad=True)

    with pytest.raises(RuntimeError, match=f"{name}.*don't support automatic differentiation"):
        getattr(torch, name)(leaf, leaf, out=torch.zeros(2, 2))


def test_a_call_with_the_number_first_complains_of_its_tensor():
    """What failed in the form with a number before the tensor is told of that form."""
    with pytest.raises(RuntimeError, match=r"polygamma is not implemented for type torch.LongTen"):
        torch.polygamma(1, torch.tensor([1]))


@pytest.mark.parametrize("name", ["linspace", "logspace"])
def test_evenly_spaced_numbers_are_floats(name):
    """0.4 has no such steps among integers."""
    with pytest.raises(RuntimeError, match=r"is not implemented for type torch.LongTensor"):
        getattr(torch, name)(0, 4, 5, dtype=torch.int64)


def test_the_ends_of_a_range_have_its_type():
    """``arange`` of integers goes by the whole parts of its arguments."""
    steps = torch.arange(0.0, -8.5, -4.0, dtype=torch.int64)

    assert steps.tolist() == [0, -4]


def test_a_range_without_end_is_refused():
    """Infinity is no end."""
    with pytest.raises(RuntimeError, match="unsupported range: 0 -> inf"):
        torch.arange(0, float("inf"))


def test_a_share_of_the_way_is_a_number():
    """``lerp`` takes a number, or a tensor that is one."""
    ends = torch.zeros(2), torch.ones(2)

    assert torch.lerp(*ends, torch.tensor(0.25)).tolist() == [0.25, 0.25]
    with pytest.raises(TypeError, match="a number is wanted, not Tensor"):
        torch.lerp(*ends, torch.ones(2))


OF_GENERATORS = [
    "rand(3)",
    "randn(3)",
    "randint(9, (3,))",
    "randperm(5)",
    "normal(zeros(3), 1.0)",
    "bernoulli(zeros(3) + 0.5)",
    "multinomial(ones(4), 2)",
]


@pytest.mark.parametrize("call", OF_GENERATORS)
def test_a_generator_of_ones_own_is_drawn_from(call):
    """It alone moves on, and draws again what it drew after the same seed."""
    generator, before = torch.Generator(), torch.get_rng_state()
    drawn = f"{call[:-1]}, generator=generator)"

    found = [eval(drawn, {**vars(torch), "generator": generator.manual_seed(7)}) for _ in "ab"]

    assert found[0].tolist() == found[1].tolist()
    assert torch.get_rng_state().tolist() == before.tolist()


def test_renorm_says_which_argument_is_wrong():
    """A norm is positive, and there are two dimensions or more."""
    with pytest.raises(RuntimeError, match="invalid argument 2: non-positive-norm not supported"):
        torch.renorm(GRID, 0, 0, 1)
    with pytest.raises(RuntimeError, match="need at least 2 dimensions, got 1 dimensions"):
        torch.renorm(GRID[0], 2, 0, 1)


@pytest.mark.parametrize("make", [torch.tensor, torch.as_tensor, torch.ones(1).new_tensor])
def test_numbers_of_python_are_rounded_once(make):
    """On their way into the dtype that is asked for, no other one is in between."""
    assert make([0.1], dtype=torch.float64).item() == 0.1
    assert make([2.0**24 + 1], dtype=torch.int64).item() == 2**24 + 1


ODD = object()  # what no function of tensors takes
PUBLIC = [n for n in dir(torch.Tensor) if n[0] != "_" and callable(getattr(torch.Tensor, n))]
TYPED = [
    (name, attribute)
    for name, op in OPS.items()
    for attribute in op.attributes
    if op.torch and not op.mixed and BY_NAME.get(attribute) in DOUBTS and attribute not in op.ints
]


def refusal(call, *args):
    """Return the class of the error that a call raises; None if none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            call(*args)
        except Exception as error:
            return type(error)


@pytest.mark.parametrize("name", PUBLIC)
def test_no_method_stumbles_over_an_argument_of_another_type(name):
    """What is wrong with a call is said in torch's class of error, not found out by accident."""
    assert refusal(getattr(GRID.clone(), name), ODD) in (TypeError, RuntimeError, None)


@pytest.mark.parametrize("name", surface.IN_PLACE.split() + ["ones_like", "rand_like", "normal"])
def test_a_function_of_tensors_refuses_what_is_none(name):
    """``torch.abs_(3)`` is a type error, as ``torch.abs(3)`` is."""
    assert refusal(getattr(torch, name), 3) is TypeError


@pytest.mark.parametrize(("name", "attribute"), TYPED)
def test_the_type_of_an_attribute_is_looked_at_before_anything_is_computed(name, attribute):
    """``x.sum(0, keepdim=1)`` is refused although Python would take 1 for True."""
    op = OPS[name]
    case = op.samples[0]
    arrays = case.arrays(op)
    tensors = {n: [torch.Tensor._wrap(a) for a in arrays[n]] for n in arrays if op.kinds[n].many}
    tensors |= {n: torch.Tensor._wrap(arrays[n]) for n in arrays if n not in tensors}

    given = {**tensors, **case.attributes(op), attribute: ODD}

    assert refusal(lambda: getattr(torch, name)(**given)) is TypeError


FLAGS = {
    "sum": lambda: GRID.sum(0, 1),
    "max": lambda: GRID.max(0, 1),
    "median": lambda: torch.median(GRID, 0, "a"),
    "sort": lambda: GRID.sort(0, 1),
    "svd": lambda: torch.svd(GRID, 3),
    "copy_": lambda: GRID.clone().copy_(GRID, 1),
}


@pytest.mark.parametrize("call", FLAGS.values(), ids=FLAGS)
def test_a_flag_is_true_or_false(call):
    """Where torch takes a bool, it takes no number."""
    with pytest.raises(TypeError, match="must be bool"):
        call()


def test_sizes_are_read_alike_by_all_that_take_sizes():
    """An integer of NumPy is a size, and a bool is none."""
    two = np.int64(2)

    for call in (GRID.reshape, GRID.view, torch.zeros, GRID.new_ones):
        assert call(3, two).shape == (3, 2)
        assert refusal(call, True) is TypeError
        assert refusal(call) is TypeError


@pytest.mark.parametrize("make", [torch.Tensor, torch.FloatTensor, GRID.new])
def test_a_tensor_type_takes_its_arguments_by_name(make):
    """Size, data, storage and another tensor may be named; a device is the CPU."""
    assert make(2, 3, device="cpu").shape == make(size=(2, 3)).shape == (2, 3)
    assert make(data=[1, 2]).tolist() == [1.0, 2.0]
    assert make(other=GRID).data_ptr() == make(storage=GRID.storage()).data_ptr() == GRID.data_ptr()
    assert refusal(lambda: make(foo=1)) is refusal(lambda: make(2, size=(3,))) is TypeError
    assert refusal(make, torch.LongTensor([1]).storage()) is RuntimeError


RANGES = {
    "arange": (lambda: torch.arange(end=4), lambda: torch.arange(torch.tensor(4)), [0, 1, 2, 3]),
    "linear": (lambda: torch.arange(1, end=3), lambda: torch.arange(start=1, end=3), [1, 2]),
}


@pytest.mark.parametrize("name", RANGES)
def test_the_ends_of_a_range_may_be_named_and_be_tensors(name):
    """An end alone is the end; a 0-dim tensor stands for its number, type and all."""
    first, second, values = RANGES[name]

    assert first().tolist() == second().tolist() == values
    assert first().dtype == second().dtype == torch.int64


def test_the_bounds_of_random_numbers_may_be_named():
    """``to`` is the end, alone or after the start."""
    draws = [
        lambda: GRID.clone().random_(5),
        lambda: GRID.clone().random_(to=5),
        lambda: torch.randint(0, high=5, size=(2, 3)),
        lambda: torch.randint(high=5, size=(2, 3)),
    ]

    for draw in draws:
        torch.manual_seed(0)
        expected = draws[0]()
        torch.manual_seed(0)
        assert draw().tolist() == expected.tolist()
    assert refusal(torch.randint, 5, 2) is TypeError


NONE = torch.LongTensor()
EMPTY = {
    "slice": lambda x: x[1:1],
    "inner slice": lambda x: x[:, 2:2],
    "beyond": lambda x: x[5:9],
    "index": lambda x: x[NONE],
    "inner index": lambda x: x[:, NONE],
    "list": lambda x: x[[]],
    "mask": lambda x: x[torch.zeros(2).byte()],
    "index_select": lambda x: x.index_select(0, NONE),
}


@pytest.mark.parametrize("take", EMPTY.values(), ids=EMPTY)
def test_there_is_one_empty_shape(take):
    """0.4.1 knows no size with a zero but (0,); the gradient through nothing is zero."""
    leaf = GRID.clone().requires_grad_()

    found = take(leaf)
    found.sum().backward()

    assert found.shape == (0,)
    assert leaf.grad.tolist() == (GRID * 0).tolist()


def test_a_tensor_reversed_is_flipped_and_remembers_it():
    """``reversed(x)`` is differentiable; a tensor without dimensions is itself."""
    leaf = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
    single = torch.tensor(2.0)

    (reversed(leaf) * torch.tensor([[1.0], [10.0]])).sum().backward()

    assert leaf.grad.tolist() == [[10.0, 10.0], [1.0, 1.0]]
    assert reversed(single) is single


def test_a_number_is_divided_as_a_tensor_is():
    """``7 // x`` drops the fraction, as ``x // 7`` does: towards zero."""
    assert (7 // torch.tensor([2, -2])).tolist() == [3, -3]
    assert (7.5 // torch.tensor([2.0, -2.0])).tolist() == [3.0, -3.0]


def test_index_arrays_that_do_not_go_together_are_refused_in_words_of_sizes():
    """Reading and writing alike; the words are those of broadcasting."""
    rows, columns = torch.LongTensor([0, 1]), torch.LongTensor([0, 1, 2])

    for call in (GRID.__getitem__, lambda index: GRID.clone().__setitem__(index, 0)):
        with pytest.raises(RuntimeError, match=r"size of tensor a \(2\) must match .* b \(3\)"):
            call((rows, columns))
