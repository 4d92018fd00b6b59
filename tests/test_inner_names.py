"""Laws of names within torch's files that code of 2018 imports, though nothing documents them."""

import sys

import minitorch as torch
from minitorch.distributions.dirichlet import _Dirichlet_backward
from minitorch.distributions.utils import _finfo, _sum_rightmost, softmax
from minitorch.serialization import normalize_storage_type, storage_to_tensor_type
from minitorch.utils.data.dataloader import ExceptionWrapper, numpy_type_map


def test_an_error_travels_as_its_class_and_its_traceback():
    """What a worker raised is told where it is used, with the lines where it happened."""
    try:
        raise KeyError("lost")
    except KeyError:
        wrapper = ExceptionWrapper(sys.exc_info())

    assert wrapper.exc_type is KeyError
    assert "lost" in wrapper.exc_msg
    assert isinstance(wrapper.error(), KeyError)


def test_the_gradient_of_dirichlet_numbers_stands_alone():
    """It is what backward applies."""
    concentration = torch.tensor([[1.0, 2.0, 3.0]], requires_grad=True)
    weight = torch.tensor([[1.0, 2.0, 4.0]])
    x = torch.distributions.Dirichlet(concentration).rsample()

    (slope,) = torch.autograd.grad((x * weight).sum(), concentration)
    alone = _Dirichlet_backward(x.detach(), concentration.detach(), weight)

    assert slope.tolist() == alone.tolist()


def test_types_are_found_from_storages_and_arrays():
    """A storage tells its tensor's type, an array's type name that of a batch."""
    storage = torch.ones(1).double().storage()

    assert storage_to_tensor_type(storage) is torch.DoubleTensor
    assert normalize_storage_type(type(storage)) is torch.DoubleStorage
    assert numpy_type_map["float64"] is torch.DoubleTensor


def test_helpers_of_distributions_keep_to_the_last_dimensions():
    """Softmax and sums go over the rightmost ones; limits are those of the type."""
    x = torch.ones(2, 3, 4)

    assert softmax(x)[0, 0].tolist() == [0.25] * 4
    assert _sum_rightmost(x, 2).tolist() == [12.0, 12.0]
    assert _finfo(x).eps < _finfo(x.half()).eps
