"""Laws of calls in 0.3: what is a number, what has a size, and who reads the arguments."""

import numpy as np
import pytest

import minitorch.v03 as torch
from minitorch.v03.autograd import Variable


@pytest.fixture
def x():
    """A vector of three numbers."""
    return torch.FloatTensor([1, 3, 2])


def test_full_reductions_are_numbers_and_others_tensors(x):
    """A reduction along the only dimension leaves a tensor of one element."""
    assert type(x.sum()) is type(x.max()) is type(x.dot(x)) is float
    assert (x.sum(0).size(), x.max(0)[1].size(), x.kthvalue(2)[0].size()) == ((1,), (1,), (1,))
    assert torch.ones(1, 1).squeeze().size() == (1,)


def test_full_reductions_add_up_in_double_precision(x):
    """Of bytes, in 64 bits; along a dimension they wrap around."""
    full = torch.ByteTensor([200, 100])

    assert x.norm() == np.sqrt(14.0)
    assert (full.sum(), full.sum(0)[0]) == (300, 44)


@pytest.mark.parametrize("name", ["sum", "mean"])
def test_variables_add_up_in_double_precision_too(name):
    """The result is rounded once: what single precision would lose on the way is there."""
    numbers = Variable(torch.FloatTensor([1, 1e-5, 1e-5, 1e-5, 1e-5, 1e-5, 1e-5, 1e-5] * 16))

    found = getattr(numbers, name)().data[0]

    assert found == float(np.float32(getattr(numbers.data.double(), name)()))


def test_other_norms_take_a_root_in_single_precision(x):
    """As the distance of two tensors does; the norms 0, 1 and 2 come in double precision."""
    roots = [x.norm(3), x.norm(1.5), torch.dist(x, x * 3)]

    assert all(root == float(np.float32(root)) for root in roots)
    assert x.norm(2) != float(np.float32(x.norm(2)))


def test_all_and_any_are_truth_values():
    """Of ByteTensors alone."""
    mask = torch.ByteTensor([1, 0])

    assert (mask.all(), mask.any()) == (False, True)
    with pytest.raises(AttributeError, match="all"):
        torch.ones(2).all()


def test_one_dimension_has_numbers_for_parts(x):
    """Selecting, unbinding, iterating and indexing give numbers; of a matrix, rows."""
    assert (x.select(0, 1), torch.unbind(x), list(x), x[2]) == (3.0, (1, 3, 2), [1, 3, 2], 2.0)
    assert torch.ones(2, 3).select(0, 1).size() == (3,)


def test_what_is_empty_has_no_dimensions():
    """Neither size nor stride."""
    empty = torch.FloatTensor()

    assert (empty.size(), empty.shape, empty.stride(), empty.dim()) == ((), (), (), 0)
    with pytest.raises(RuntimeError, match="no dimensions"):
        empty.size(0)


def test_select_counts_from_the_front(x):
    """Unlike an index in brackets."""
    with pytest.raises(RuntimeError, match="out of range"):
        x.select(0, -1)
    with pytest.raises(RuntimeError, match="out of range"):
        Variable(x).select(0, -1)


def test_functions_written_in_python_have_errors_of_python(x):
    """What is no tensor is asked for a method, what is no number is added."""
    with pytest.raises(AttributeError, match="'int' object has no attribute 'unsqueeze'"):
        torch.stack([1, 2])
    with pytest.raises(TypeError, match="unsupported operand"):
        torch.split(x, [1, 2])
    with pytest.raises(ValueError, match="Number of dimensions of repeat dims"):
        torch.ones(2, 2).repeat(2)
    with pytest.raises(AssertionError, match="Invalid permutation"):
        torch.ones(2, 2).permute(-1, 0)


def test_cat_takes_a_tensor_for_its_rows():
    """But no Variable."""
    x = torch.FloatTensor([[1, 2], [3, 4]])

    assert torch.cat(x).tolist() == [1, 2, 3, 4]
    with pytest.raises(RuntimeError, match="must be tuple of Variables"):
        torch.cat(Variable(x))
    with pytest.raises(RuntimeError, match="expected Variable as element 1"):
        torch.cat([Variable(x), None])


def test_the_first_number_before_the_tensors_of_a_method_is_beta():
    """As in the function, where it stands before ``self``."""
    ones = torch.ones(2)

    assert ones.addmv(0.5, torch.ones(2, 2), ones).tolist() == [2.5, 2.5]
    assert torch.addmv(0.5, ones, torch.ones(2, 2), ones).tolist() == [2.5, 2.5]


def test_some_arguments_must_be_named(x):
    """The bounds of a tensor's clamp; a Variable's need not."""
    assert x.clamp(max=2).tolist() == [1, 2, 2]
    assert Variable(x).clamp(2).data.tolist() == [2, 3, 2]
    with pytest.raises(TypeError, match="invalid combination"):
        x.clamp(2.0)


def test_numbers_for_variables_are_finite(x):
    """An infinite one does not convert."""
    with pytest.raises(RuntimeError, match="without overflow"):
        Variable(x) * float("inf")
    assert (x * float("inf"))[0] == float("inf")


def test_a_type_is_asked_for_by_its_path(x):
    """It is imported, so that what is missing is a module or a name."""
    assert x.type("torch.DoubleTensor").type() == "torch.DoubleTensor"
    with pytest.raises(ModuleNotFoundError):
        x.type("float")
    with pytest.raises(AttributeError, match="FooTensor"):
        x.type("torch.FooTensor")
    with pytest.raises(AttributeError, match="is_sparse"):
        Variable(x).type(int)


def test_memory_of_numpy_is_not_resized():
    """It belongs to the array."""
    x = torch.from_numpy(np.zeros(4))

    assert x.clone().resize_(2).size() == (2,)
    with pytest.raises(RuntimeError, match="non-resizable"):
        x.resize_(2)


def test_numpy_takes_a_variable_for_a_sequence(x):
    """Its elements are Variables, so the array is one of objects, 32 dimensions deep."""
    found = np.exp(Variable(x))

    assert (found.dtype, found.shape) == (object, (3,) + (1,) * 31)
    assert found.flat[0].data[0] == pytest.approx(np.e)


def test_normal_draws_around_means():
    """With one deviation for all, or one each."""
    torch.manual_seed(42)
    drawn = torch.normal(torch.zeros(3), torch.ones(3))
    torch.manual_seed(42)

    assert torch.normal(0.0, torch.ones(3)).tolist() == drawn.tolist()
    with pytest.raises(RuntimeError, match="expected a long"):
        torch.manual_seed(1.5)


def test_there_is_no_index_of_a_tensor():
    """Not even of a single integer."""
    with pytest.raises(TypeError):
        [0, 1][torch.LongTensor([1])]
    with pytest.raises(TypeError):
        range(Variable(torch.LongTensor([1])))


def test_what_is_named_is_not_taken_for_what_was_left_out():
    """``alpha`` may be given without ``beta``, which comes before it."""
    ones = Variable(torch.ones(2, 2))

    assert ones.addmm(ones, ones, alpha=3).data.tolist() == [[7.0, 7.0], [7.0, 7.0]]
    assert ones.addmm(ones, ones, beta=3).data.tolist() == [[5.0, 5.0], [5.0, 5.0]]


@pytest.mark.parametrize("call", ["rand(3)", "randn(2)", "randperm(4)", "rand(torch.Size([2]))"])
def test_a_generator_is_given_by_name(call):
    """The sizes come first all the same."""
    names = {"torch": torch, "generator": torch.Generator()}
    drawn = f"torch.{call[:-1]}, generator=generator.manual_seed(7))"

    assert eval(drawn, names).tolist() == eval(drawn, names).tolist()
