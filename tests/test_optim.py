"""Laws of optimizers and schedules."""

import copy

import pytest

import minitorch as torch
import minitorch.v03 as torch03
from minitorch import nn, optim
from minitorch.optim import lr_scheduler

EVERY = [
    (optim.SGD, {"lr": 0.1}),
    (optim.SGD, {"lr": 0.05, "momentum": 0.5, "weight_decay": 0.01, "nesterov": True}),
    (optim.Adam, {"lr": 0.1, "amsgrad": True}),
    (optim.Adagrad, {"lr": 0.5}),
    (optim.Adadelta, {"lr": 10.0}),
    (optim.Adamax, {"lr": 0.1}),
    (optim.RMSprop, {"lr": 0.02, "momentum": 0.3, "centered": True}),
    (optim.Rprop, {}),
    (optim.ASGD, {"lr": 0.1}),
]
ids = [f"{kind.__name__}-{'-'.join(options)}" for kind, options in EVERY]


def point(*values):
    return torch.tensor(list(values), requires_grad=True)


def walk(optimizer, param, steps):
    """Take some steps towards zero; return where they end."""
    for _ in range(steps):
        optimizer.zero_grad()
        (param * param).sum().backward()
        optimizer.step()
    return param.data.tolist()


@pytest.mark.parametrize(("kind", "options"), EVERY, ids=ids)
def test_steps_lead_downhill(kind, options):
    """Every optimizer comes closer to the minimum of a bowl."""
    param = point(1.0, -2.0)

    end = walk(kind([param], **options), param, 60)

    assert sum(x * x for x in end) < 1.0


@pytest.mark.parametrize(("kind", "options"), EVERY, ids=ids)
def test_a_saved_optimizer_continues_where_it_was(kind, options):
    """Loading ``state_dict`` into a new optimizer gives the steps the first would have taken."""
    param = point(1.0, -2.0)
    first = kind([param], **options)
    walk(first, param, 3)
    twin = param.detach().clone().requires_grad_()
    second = kind([twin], **options)

    second.load_state_dict(copy.deepcopy(first.state_dict()))

    assert walk(second, twin, 3) == walk(first, param, 3)


@pytest.mark.parametrize(("kind", "options"), EVERY, ids=ids)
def test_a_step_changes_the_memory_of_the_parameter(kind, options):
    """A step writes in place: whoever shares the parameter's memory sees it."""
    param = torch.tensor(1.0, requires_grad=True)
    other = param.detach()

    (param * param).backward()
    kind([param], **options).step()

    assert other.item() == param.item() != 1.0


@pytest.mark.parametrize("name", ["SGD", "Adam", "Adagrad", "RMSprop"])
def test_both_faces_take_the_same_steps(name):
    """An optimizer of 0.3 moves a Variable as that of 0.4 moves a tensor."""
    param = point(1.0, -2.0)
    variable = torch03.autograd.Variable(torch03.FloatTensor([1.0, -2.0]), requires_grad=True)

    end = walk(getattr(optim, name)([param], lr=0.1), param, 3)
    walk(getattr(torch03.optim, name)([variable], lr=0.1), variable, 3)

    assert variable.data.tolist() == end


def test_a_parameter_without_gradient_stays():
    """A step leaves alone what no backward has reached."""
    param = point(1.0)

    optim.SGD([param], lr=1.0, weight_decay=1.0).step()

    assert param.tolist() == [1.0]


def test_groups_have_options_of_their_own():
    """What a group says goes before the defaults."""
    slow, fast = point(1.0), point(1.0)
    optimizer = optim.SGD([{"params": [slow]}, {"params": [fast], "lr": 0.5}], lr=0.25)

    (slow + fast).sum().backward()
    optimizer.step()

    assert (slow.tolist(), fast.tolist()) == ([0.75], [0.5])


def test_a_closure_is_called_and_its_loss_returned():
    """``step(closure)`` evaluates first and hands on the loss."""
    param = point(1.0)

    def closure():
        loss = (param * 3).sum()
        loss.backward()
        return loss

    assert optim.SGD([param], lr=1.0).step(closure).item() == 3.0
    assert param.tolist() == [-2.0]


def test_what_cannot_be_optimized_is_refused():
    """An optimizer takes leaves, each once, and says what was wrong."""
    param = point(1.0)
    for wrong, kind, text in [
        (param, TypeError, "should be an iterable of Tensors"),
        ([], ValueError, "optimizer got an empty parameter list"),
        ([param * 2], ValueError, "can't optimize a non-leaf Tensor"),
        ([1.0], TypeError, "one of the params is float"),
        ([{"params": [param]}, {"params": [param]}], ValueError, "more than one parameter group"),
    ]:
        with pytest.raises(kind, match=text):
            optim.SGD(wrong, lr=0.1)
    with pytest.raises(ValueError, match="required optimization parameter lr"):
        optim.SGD([param])


def schedule(make, epochs, lr=1.0):
    """Return the rates that a schedule sets, epoch by epoch."""
    optimizer = optim.SGD([point(1.0)], lr=lr)
    scheduler, rates = make(optimizer), []
    for _ in range(epochs):
        scheduler.step()
        rates.append(optimizer.param_groups[0]["lr"])
    return rates


def test_schedules_begin_with_epoch_zero():
    """The first ``step()`` begins epoch 0, at the rate the optimizer was given."""
    assert schedule(lambda o: lr_scheduler.StepLR(o, 2, 0.5), 5) == [1.0, 1.0, 0.5, 0.5, 0.25]
    assert schedule(lambda o: lr_scheduler.MultiStepLR(o, [1, 3], 0.5), 4) == [1, 0.5, 0.5, 0.25]
    assert schedule(lambda o: lr_scheduler.ExponentialLR(o, 0.5), 3) == [1.0, 0.5, 0.25]
    assert schedule(lambda o: lr_scheduler.LambdaLR(o, lambda e: 1 / (1 + e)), 2) == [1.0, 0.5]
    assert schedule(lambda o: lr_scheduler.CosineAnnealingLR(o, 2), 3) == [1.0, 0.5, 0.0]


def test_a_plateau_lowers_the_rate():
    """After ``patience`` epochs without progress the rate is multiplied by ``factor``."""
    optimizer = optim.SGD([point(1.0)], lr=1.0)
    scheduler, rates = lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, patience=1), []

    for loss in (3.0, 2.0, 2.0, 2.0, 2.0):
        scheduler.step(loss)
        rates.append(optimizer.param_groups[0]["lr"])

    assert rates == [1.0, 1.0, 1.0, 0.5, 0.5]


def test_a_network_learns():
    """Modules, losses, backward and steps together fit a line."""
    torch.manual_seed(0)
    model, loss_of = nn.Linear(1, 1), nn.MSELoss()
    optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    x = torch.linspace(-1, 1, 20).view(-1, 1)

    for _ in range(200):
        optimizer.zero_grad()
        loss_of(model(x), 3 * x + 1).backward()
        optimizer.step()

    assert abs(model.weight.item() - 3) < 1e-4
    assert abs(model.bias.item() - 1) < 1e-4
