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
