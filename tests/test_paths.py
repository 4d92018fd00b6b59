"""Import paths of 2017 and 2018: where torch keeps what minitorch keeps elsewhere."""

import importlib
from importlib import import_module

import pytest

import minitorch as torch
import minitorch.v03
from minitorch import left_out, paths
from minitorch.nn.grad import conv2d_input, conv2d_weight
from minitorch.serialization.writer import home_in_file
from minitorch.testing.package import as_torch

FACES = {"0.4": "minitorch", "0.3": "minitorch.v03"}
PATHS = [(face, path) for face, name in FACES.items() for path in paths.HOMES[name]]


@pytest.mark.parametrize(("face", "path"), PATHS)
def test_a_path_has_what_the_table_says(face, path):
    """Every path of the table can be imported, and has the names that it is told to have."""
    module = import_module(f"{FACES[face]}.{path}")

    _, renamed, only = paths.HOMES[FACES[face]][path]
    assert [name for name in renamed if not hasattr(module, name)] == []
    assert [name for name in only if not hasattr(module, name)] == []
    assert [name for name in vars(module) if name[:2] != "__" or name in only]


@pytest.mark.parametrize("package", FACES.values())
def test_a_path_gives_the_same_classes(package):
    """What is found by a path is the class that torch.nn shows, in either face."""
    torch = import_module(package)
    paths_of = {"conv": "Conv2d", "batchnorm": "BatchNorm2d", "loss": "NLLLoss", "rnn": "LSTMCell"}
    for path, name in paths_of.items():
        module = import_module(f"{package}.nn.modules.{path}")
        assert getattr(module, name) is getattr(torch.nn, name)
        assert getattr(torch.nn.modules, path) is module
    assert torch.autograd.variable.Variable is torch.autograd.Variable
    assert torch.optim.adagrad.Adagrad is torch.optim.Adagrad
    assert torch.nn.modules.utils._pair(3) == (3, 3)


@pytest.mark.parametrize("package", FACES.values())
def test_a_class_is_written_under_the_path_that_torch_has_for_it(package):
    """torch reads a whole module that is saved here: its classes lie where torch has them."""
    torch = import_module(package)
    files = (
        "activation adaptive batchnorm container conv distance dropout fold instancenorm linear "
    )
    files += "loss module normalization padding pixelshuffle pooling rnn sparse upsampling"
    wrong = []
    for name, cls in vars(torch.nn).items():
        if name[0] != "_" and isinstance(cls, type) and issubclass(cls, torch.nn.Module):
            home = home_in_file(cls.__module__, name).removeprefix("torch.")
            known = home.removeprefix("nn.modules.") in files.split() or "parallel" in home
            found = getattr(import_module(f"{package}.{home}"), name, None)
            wrong += [(name, home)] if found is not cls or not known else []

    assert wrong == []
    assert home_in_file(f"{package}.nn.normalization", "LayerNorm").endswith("normalization")
    assert home_in_file(f"{package}.nn.distance", "PairwiseDistance").endswith("distance")
    assert home_in_file(f"{package}.optim.adam", "Adam").endswith("optim.adam")


def test_bases_with_an_underscore_can_be_derived_from():
    """Programs derive from torch's private bases, with torch's order of arguments."""
    from minitorch.nn.modules.batchnorm import _BatchNorm
    from minitorch.nn.modules.conv import _ConvNd
    from minitorch.nn.modules.loss import _WeightedLoss

    class Conv(_ConvNd):
        def __init__(self, size):
            super().__init__(2, 4, (size,), (1,), (0,), (1,), False, (0,), 2, False)

    class Norm(_BatchNorm):
        def _check_input_dim(self, input):
            self.seen = input.dim()

    conv, norm, loss = Conv(3), Norm(2), _WeightedLoss(torch.ones(2), reduction="sum")
    norm(torch.ones(1, 2, 3, 1, 1, 1))

    assert conv.weight.shape == (4, 1, 3)
    assert conv.bias is None
    assert norm.seen == 6
    assert (loss.reduction, loss.weight.tolist()) == ("sum", [1, 1])
    assert issubclass(torch.nn.Conv2d, _ConvNd)


def test_the_faces_share_what_knows_no_tensors():
    """A switch that is set in one face is the one that the other reads."""
    assert import_module("minitorch.v03.backends.cudnn") is torch.backends.cudnn
    assert import_module("minitorch.v03.cuda") is torch.cuda
    assert minitorch.v03.multiprocessing is torch.multiprocessing


def test_a_path_that_torch_has_not_is_not_found():
    """The finder answers for what it knows, and for nothing else."""
    with pytest.raises(ModuleNotFoundError, match=r"minitorch\.nn\.modules\.conv9"):
        import_module("minitorch.nn.modules.conv9")
    with pytest.raises(AttributeError, match="conv9"):
        torch.nn.modules.conv9  # noqa: B018


def test_what_is_left_out_can_be_imported_and_says_so_when_used():
    """Importing, asking and deriving work; using does not."""
    from minitorch.jit import ScriptModule

    assert not isinstance(torch.ones(1), torch.sparse.FloatTensor)
    assert issubclass(type("Net", (ScriptModule,), {}), ScriptModule)
    for module in (*left_out.PARTS, *left_out.WHOLE):
        for name, stand_in in left_out.stand_ins(module).items():
            with pytest.raises(NotImplementedError, match=f"{module}.{name} is left out"):
                stand_in()


@pytest.mark.parametrize("path", [p for p, (_, names) in left_out.WHOLE.items() if not names])
def test_anything_of_a_module_that_is_left_out_says_so(path):
    """A module whose names are not listed has every name, and modules below."""
    module = import_module("minitorch" + path.removeprefix("torch") + ".deeper")

    with pytest.raises(NotImplementedError, match=r"deeper\.Any is left out of minitorch"):
        module.Any(3)
    assert importlib.util.find_spec(module.__name__) is not None


def test_a_loss_of_0_3_obeys_size_average_that_is_set_later():
    """In 0.3 size_average is an attribute that forward reads."""
    torch = minitorch.v03
    loss = torch.nn.MSELoss()
    input = torch.autograd.Variable(torch.ones(2))

    loss.size_average = False

    assert loss(input, input * 3).data[0] == 8
    assert (torch.nn.NLLLoss(size_average=False).size_average, loss.reduce) == (False, True)


def test_weights_of_known_models_come_from_the_folder_of_downloads(tmp_path):
    """load_url loads the file that lies where torch would have put it, and downloads nothing."""
    from minitorch.utils.model_zoo import load_url

    url = "https://example.org/models/net-5c106cde.pth"
    torch.save({"weight": torch.ones(2)}, tmp_path / "net-5c106cde.pth")

    assert load_url(url, str(tmp_path))["weight"].tolist() == [1, 1]
    with pytest.raises(NotImplementedError, match="put the file of"):
        load_url(url, str(tmp_path / "elsewhere"))


INNER = {  # an import of programs of 2018 that torch does not document -> a use, what it gives
    "from torch.nn.modules.module import _addindent": ("_addindent('a\\nb', 2)", "a\n  b"),
    "from torch.nn.modules.utils import _list_with_default": (
        "_list_with_default((None, 3), [1, 7, 7, 9])",
        [7, 3],
    ),
    "from torch._utils import _accumulate": ("list(_accumulate([1, 2, 3]))", [1, 3, 6]),
    "import torch": ("tuple(torch._C._infer_size((3, 1), (1, 4)))", (3, 4)),
}


@pytest.mark.parametrize("face", ["minitorch", "minitorch.v03"])
@pytest.mark.parametrize("line", INNER)
def test_inner_names_that_programs_import_are_there(face, line):
    """They do in both faces what they do in torch."""
    use, wanted = INNER[line]
    found = {}

    with as_torch(face):
        exec(line, found)
        found["result"] = eval(use, found)

    assert found["result"] == wanted


def test_tensors_travel_as_one_and_are_parts_again():
    """Whatever their shapes: ``torch._utils`` has both ways."""
    tensors = [torch.ones(2, 2), torch.arange(3.0)]

    flat = torch._utils._flatten_dense_tensors(tensors)
    parts = torch._utils._unflatten_dense_tensors(flat, tensors)

    assert flat.tolist() == [1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 2.0]
    assert [part.tolist() for part in parts] == [tensor.tolist() for tensor in tensors]


def test_the_gradients_of_a_convolution_can_be_asked_for():
    """``torch.nn.grad`` computes what backward does."""
    x, weight = torch.randn(1, 2, 5, 5), torch.randn(3, 2, 3, 3)
    x.requires_grad_(), weight.requires_grad_()
    output = torch.nn.functional.conv2d(x, weight, stride=2, padding=1)
    start = torch.randn(output.shape)
    output.backward(start)

    by_input = conv2d_input(x.shape, weight.data, start, stride=2, padding=1)
    by_weight = conv2d_weight(x.data, weight.shape, start, stride=2, padding=1)

    assert (by_input - x.grad).abs().max() < 1e-5
    assert (by_weight - weight.grad).abs().max() < 1e-5
    assert not by_input.requires_grad


def test_a_target_that_requires_grad_is_refused_by_a_loss_of_ones_own():
    """``_assert_no_grad`` says it in the words of the face."""
    from minitorch.nn.modules.loss import _assert_no_grad

    with pytest.raises(AssertionError, match="mark these tensors as not requiring gradients"):
        _assert_no_grad(torch.ones(1, requires_grad=True))


def test_a_class_of_tensors_is_made_over_the_memory_of_another():
    """As parameters are: ``torch.Tensor._make_subclass``."""
    data = torch.zeros(2)

    found = torch.Tensor._make_subclass(torch.nn.Parameter, data, True)
    data[0] = 7

    assert (type(found), found.requires_grad, found.tolist()) == (
        torch.nn.Parameter,
        True,
        [7.0, 0.0],
    )


ACCIDENTS = "BY_NAME TENSOR_TYPES COMPOSITES FUNCTIONS OWN TENSORS TYPES WRITTEN functions reader"


@pytest.mark.parametrize("face", ["minitorch", "minitorch.v03"])
def test_tables_of_the_package_are_no_names_of_torch(face):
    """What makes the names of the package is not among them, nor are halves of operations."""
    package = import_module(face)

    assert [name for name in ACCIDENTS.split() if hasattr(package, name)] == []
    assert not hasattr(package.FloatTensor(2), "squeeze_all_")
