"""A module on several devices at once, each with a part of the batch.

There is one device here, or none but the CPU, so the whole batch goes to it, as it does in torch.
"""

from ..module import Module

__all__ = ["DataParallel", "data_parallel"]


class DataParallel(Module):
    """A module that passes its inputs on to another, as torch's does on one device.

    Programs that wrap their model run, and the names in its ``state_dict`` are those of torch.

    Shape:
        as of ``module``.

    Example:
        >>> model = torch.nn.DataParallel(torch.nn.Linear(2, 1))
        >>> list(model.state_dict())
        ['module.weight', 'module.bias']

    Source: PyTorch 0.4.1, torch.nn.DataParallel.
    """

    def __init__(self, module, device_ids=None, output_device=None, dim=0):
        super().__init__()
        self.module, self.dim, self.device_ids = module, dim, []

    def forward(self, *inputs, **kwargs):
        return self.module(*inputs, **kwargs)


def data_parallel(module, inputs, device_ids=None, output_device=None, dim=0, module_kwargs=None):
    """Return what ``module`` makes of ``inputs``, a tensor or a tuple of them.

    Example:
        >>> torch.nn.parallel.data_parallel(torch.nn.ReLU(), torch.tensor([-1.0, 2.0]))
        tensor([0., 2.])

    Source: PyTorch 0.4.1, torch.nn.parallel.data_parallel.
    """
    inputs = inputs if isinstance(inputs, tuple) else (inputs,)
    return module(*inputs, **(module_kwargs or {}))
