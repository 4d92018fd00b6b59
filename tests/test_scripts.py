"""What scripts of 2017 and 2018 rely on, beyond any one operation."""

import argparse
import gc
import weakref
from collections import OrderedDict, defaultdict

import pytest

import minitorch as torch
import minitorch.v03

FACES = [torch, minitorch.v03]
SHAPED = {  # what changes the shape of a tensor in place, and the shape that 2 by 3 then has
    "resize_": (lambda t: t.resize_(6), (6,)),
    "larger": (lambda t: t.resize_(4, 5).fill_(1), (4, 5)),
    "t_": (lambda t: t.t_(), (3, 2)),
    "unsqueeze_": (lambda t: t.unsqueeze_(0), (1, 2, 3)),
    "set_": (lambda t: t.set_(t.new(5)), (5,)),
}


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("name", SHAPED)
def test_a_tensor_has_the_shape_of_its_data(face, name):
    """``v.data.resize_(...)`` resizes ``v``: scripts reuse one Variable for batches of any size."""
    change, shape = SHAPED[name]
    variable = face.autograd.Variable(face.zeros(2, 3))
    parameter = face.nn.Parameter(face.zeros(2, 3))

    change(variable.data)
    change(parameter.data)
    parameter.sum().backward()

    assert tuple(variable.size()) == tuple(parameter.grad.size()) == shape
    variable.data.fill_(7)
    assert (variable.data == 7).sum() == variable.numel()


def test_the_data_of_a_tensor_does_not_keep_its_history():
    """A list of ``loss.data`` holds no graph."""
    x = torch.ones(2, requires_grad=True)
    y = x * 2
    alive, data = weakref.ref(y), y.data

    del y
    gc.collect()

    assert alive() is None
    assert data.tolist() == [2, 2]


ACTIVATIONS = ["ReLU", "ReLU6", "LeakyReLU", "ELU", "SELU", "Hardtanh"]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_in_place_is_the_same_function(face, name):
    """``inplace=True`` changes where the result lies, and neither it nor the gradient."""
    x = face.autograd.Variable(face.Tensor([[-1.5, 0.5], [2.0, 7.0]]), requires_grad=True)
    module, in_place = getattr(face.nn, name)(), getattr(face.nn, name)(inplace=True)
    expected, given = module(x * 2), x * 2

    result = in_place(given)
    result.sum().backward()
    slope = x.grad.data.tolist()
    x.grad.data.zero_()
    expected.sum().backward()

    assert result is given
    assert result.data.tolist() == expected.data.tolist()
    assert slope == x.grad.data.tolist()


@pytest.mark.parametrize("face", FACES)
def test_a_checkpoint_may_hold_what_scripts_put_into_it(face, tmp_path):
    """Whole optimizers, options of the command line and defaultdicts come back; no code is run."""
    net = face.nn.Linear(2, 1)
    optimizer = face.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    net(face.autograd.Variable(face.ones(1, 2))).backward()
    optimizer.step()
    kept = {"net": net, "optimizer": optimizer, "options": argparse.Namespace(lr=0.1)}

    face.save({**kept, "log": defaultdict(list, loss=[1.0])}, tmp_path / "kept.pt")
    found = face.load(tmp_path / "kept.pt")

    restored = found["optimizer"]
    assert (found["options"].lr, found["log"]) == (0.1, {"loss": [1.0]})
    assert restored.param_groups[0]["params"][0] is found["net"].weight
    velocity = restored.state[found["net"].weight]["momentum_buffer"]
    assert velocity.tolist() == optimizer.state[net.weight]["momentum_buffer"].tolist()


def test_a_defaultdict_in_a_checkpoint_makes_plain_data_only():
    """What a file names to make values with is a type that may stand in it."""
    import io
    import os

    file = io.BytesIO()
    torch.save(defaultdict(os.getcwd), file)
    file.seek(0)

    with pytest.raises(torch.serialization.CheckpointError):
        torch.load(file)


def test_modules_of_0_3_may_have_any_name():
    """0.3 takes names with a dot, as torchvision's DenseNet of the time has them; 0.4.1 refuses."""
    old, new = [face.nn.Sequential(OrderedDict([("a", face.nn.ReLU())])) for face in FACES[::-1]]

    old.add_module("norm.1", minitorch.v03.nn.Linear(1, 1))

    assert list(old.state_dict()) == ["norm.1.weight", "norm.1.bias"]
    with pytest.raises(KeyError, match="module name can"):
        new.add_module("norm.1", torch.nn.ReLU())


def test_functions_of_0_3_have_the_helpers_of_their_time():
    """once_differentiable hands tensors to backward in 0.3; an old Function takes any options."""
    torch = minitorch.v03
    from minitorch.v03.autograd.function import InplaceFunction, once_differentiable

    class Double(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x * 2

        @staticmethod
        @once_differentiable
        def backward(ctx, g):
            assert torch.is_tensor(g)
            return g * 2

    class Old(InplaceFunction):
        def forward(self, x):
            return x * 3

        def backward(self, g):
            return g * 3

    x = torch.autograd.Variable(torch.ones(2), requires_grad=True)
    Old(True)(Double.apply(x)).sum().backward()

    assert x.grad.data.tolist() == [6, 6]
    assert Old(inplace=True).inplace


def test_gradients_of_a_recorded_pass_are_recorded_in_0_3():
    """Tensors to start from are volatile only if no graph is asked for: gradient penalties."""
    torch = minitorch.v03
    x = torch.autograd.Variable(torch.FloatTensor([1.0, 2.0]), requires_grad=True)

    (g,) = torch.autograd.grad(x**3, x, torch.ones(2), create_graph=True)
    ((g.norm(2) - 1) ** 2).backward()

    assert not g.volatile
    norm = (9 + 144) ** 0.5
    expected = [2 * (norm - 1) / norm * 3 * 6.0, 2 * (norm - 1) / norm * 12 * 12.0]
    assert x.grad.data.tolist() == pytest.approx(expected)
    with pytest.raises(RuntimeError, match="is volatile"):
        torch.autograd.grad(x**3, x, torch.ones(2))[0].sum().backward()


def test_variables_of_0_3_draw_one_index_unless_told():
    """``probs.multinomial()`` of actor-critic scripts; tensors have to say how many."""
    torch = minitorch.v03
    probs = torch.FloatTensor([[0.0, 1.0], [1.0, 0.0]])

    assert torch.autograd.Variable(probs).multinomial().data.tolist() == [[1], [0]]
    with pytest.raises(TypeError):
        probs.multinomial()


def test_a_number_of_numpy_is_a_number_in_0_3():
    """``x / (x.std() + numpy.finfo(numpy.float32).eps)`` was of floats in NumPy 1."""
    import numpy as np

    torch = minitorch.v03
    x = torch.FloatTensor([1.0, 3.0])

    for _ in range(2):
        assert (x / np.float32(2)).tolist() == [0.5, 1.5]
    assert ((x - x.mean()) / (x.std() + np.finfo(np.float32).eps)).sum() == 0


def test_a_library_may_put_its_own_sampler_into_gamma(monkeypatch):
    """Libraries replace ``torch.distributions.gamma._standard_gamma``, and call the method."""
    from minitorch.distributions import gamma

    original = gamma._standard_gamma
    monkeypatch.setattr(gamma, "_standard_gamma", lambda c: original(c)._standard_gamma() * 0 + 5)

    assert gamma.Gamma(torch.ones(2), torch.ones(2) * 2).sample().tolist() == [2.5, 2.5]
    assert torch.ones(1)._cdata != torch.zeros(1)._cdata


CHANGED = {  # layers whose results networks overwrite
    "MaxPool1d": (lambda: torch.nn.MaxPool1d(2), (1, 2, 6)),
    "MaxPool2d": (lambda: torch.nn.MaxPool2d(3, 2, 1), (1, 2, 5, 5)),
    "MaxPool3d": (lambda: torch.nn.MaxPool3d(2), (1, 1, 4, 4, 4)),
    "AdaptiveMaxPool2d": (lambda: torch.nn.AdaptiveMaxPool2d(2), (1, 2, 5, 5)),
    "RNN": (lambda: torch.nn.RNN(3, 2), (4, 2, 3)),
    "Conv2d": (lambda: torch.nn.Conv2d(2, 3, 2), (1, 2, 4, 4)),
    "BatchNorm2d": (lambda: torch.nn.BatchNorm2d(2), (3, 2, 4, 4)),
}


@pytest.mark.parametrize("name", CHANGED)
@pytest.mark.parametrize("part", [lambda y: y, lambda y: y.view(-1)[:3]])
def test_a_result_that_torch_does_not_save_may_be_overwritten(name, part):
    """``pool`` and then ``relu_``: the gradient is that of two layers, wherever the result lies."""
    make, shape = CHANGED[name]
    torch.manual_seed(0)
    made, x = make(), torch.randn(*shape, requires_grad=True)
    layer = (lambda x: made(x)[0]) if name == "RNN" else made

    y = layer(x)
    part(y).mul_(3)
    (changed,) = torch.autograd.grad(y.sum(), x)
    z = layer(x)
    weights = torch.ones_like(z)
    part(weights).mul_(3)
    (expected,) = torch.autograd.grad((z * weights).sum(), x)

    assert (changed - expected).abs().max() < 1e-5


@pytest.mark.parametrize("face", FACES)
def test_a_storage_is_made_of_the_bytes_of_a_picture(face):
    """``ByteTensor(ByteStorage.from_buffer(image.tobytes()))`` is what torchvision does."""
    data = bytes(range(6))

    storage = face.ByteStorage.from_buffer(data)

    assert face.ByteTensor(storage).view(2, 3).tolist() == [[0, 1, 2], [3, 4, 5]]
    assert face.ShortStorage.from_buffer(data, "big", 1, 2).tolist() == [2 * 256 + 3]
    assert face.ShortStorage.from_buffer(data, byte_order="little")[2] == 5 * 256 + 4
    storage[0] = 9
    assert data[0] == 0


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((), TypeError, "missing required argument 'byte_order'"),
        (("middle",), ValueError, "invalid byte_order 'middle'"),
        (("native", -1, 9), ValueError, "no greater than buffer length"),
        (("native",), ValueError, "must be a multiple of element size"),
        (("native", 4), ValueError, "but specified a size of 4"),
    ],
)
def test_bytes_that_are_no_storage_are_refused(arguments, error, message):
    """The words are torch's."""
    with pytest.raises(error, match=message):
        torch.ShortStorage.from_buffer(bytes(7), *arguments)


def test_a_storage_may_lie_in_a_file(tmp_path):
    """What is written to a shared one is written to the file; a private one starts from it."""
    path = str(tmp_path / "numbers")

    torch.FloatTensor(torch.FloatStorage.from_file(path, True, 3)).fill_(2)
    private = torch.FloatStorage.from_file(path, size=2)
    private[0] = 5

    assert private.tolist() == [5, 2]
    assert torch.FloatStorage.from_file(path, size=3).tolist() == [2, 2, 2]


def test_tests_of_2018_compare_with_torch_testing():
    """``assert_allclose`` takes what is near, and names the worst element of what is not."""
    close = torch.testing.assert_allclose
    x = torch.tensor([1.0, float("nan"), 3.0])

    close(x, [1.0 + 1e-5, float("nan"), 3.0])
    close(torch.ones(2, 2), 1)
    with pytest.raises(AssertionError, match=r"at input\[2\] \(3.0 vs. 4.0\) and 1 other"):
        close(x, [1.5, float("nan"), 4.0])
    with pytest.raises(AssertionError):
        close(torch.tensor([1, 2]), torch.tensor([1, 3]))
    with pytest.raises(ValueError, match="must both be specified"):
        close(x, x, rtol=0.1)


@pytest.mark.parametrize("shape", [(2, 3), (4,), (1, 5)])
def test_a_tensor_with_gaps_has_the_same_elements(shape):
    """``make_non_contiguous`` gives what operations must take as well."""
    x = torch.randn(*shape)

    gaps = torch.testing.make_non_contiguous(x)

    assert torch.equal(gaps, x)
    assert not gaps.is_contiguous()
    assert torch.float16 in torch.testing.get_all_dtypes()


def test_a_generator_orders_numbers_without_touching_the_default_one():
    """``randperm(n, generator=g)`` draws from ``g`` alone."""
    torch.manual_seed(3)
    expected = torch.randperm(5).tolist()
    torch.manual_seed(4)
    first = torch.rand(1).item()
    torch.manual_seed(4)

    order = torch.randperm(5, generator=torch.Generator().manual_seed(3))

    assert order.tolist() == expected
    assert torch.rand(1).item() == first


def test_a_part_of_a_tensor_may_be_a_parameter():
    """A view of what requires no grad is a leaf once it requires grad, as any other tensor."""
    whole = torch.zeros(2, 3)
    part = whole[1].requires_grad_()

    whole.add_(1)
    (part * 2).sum().backward()
    optimizer = torch.optim.SGD([part], lr=1.0)
    optimizer.step()

    assert part.is_leaf
    assert part.grad.tolist() == [2, 2, 2]
    assert whole.tolist() == [[1, 1, 1], [-1, -1, -1]]
    with pytest.raises(RuntimeError, match="a leaf Variable that requires grad"):
        part.add_(1)
