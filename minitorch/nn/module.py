"""``Module``: what holds parameters, other modules, and the function that uses them."""

from collections import OrderedDict
from functools import partial
from itertools import chain

from minitorch.autograd.hooks import Registry

from .. import typename
from ..autograd import Variable
from ..tensor import Tensor
from . import release
from .indenting import _addindent
from .members import Members
from .moving import Moving
from .parameter import Parameter
from .state import load_into, load_one

__all__ = ["Module"]

KINDS = ("_parameters", "_buffers", "_modules")


class Module(Members, Moving):
    """The base of all neural network modules.

    Parameters and modules that are assigned as attributes are found by :meth:`parameters`,
    :meth:`state_dict` and their like, in the order of assignment.

    Example:
        >>> class Twice(torch.nn.Module):
        ...     def __init__(self):
        ...         super().__init__()
        ...         self.layer = torch.nn.Linear(2, 2)
        ...
        ...     def forward(self, x):
        ...         return self.layer(self.layer(x))
        >>> Twice()
        Twice(
          (layer): Linear(in_features=2, out_features=2, bias=True)
        )
        >>> [name for name, _ in Twice().named_parameters()]
        ['layer.weight', 'layer.bias']

    Source: PyTorch 0.4.1, torch/nn/modules/module.py.
    """

    dump_patches = False
    _version = 1

    def __init__(self):
        self.training = True
        for kind in KINDS:
            object.__setattr__(self, kind, OrderedDict())
        for hooks in ("_backward_hooks", "_forward_hooks", "_forward_pre_hooks"):
            object.__setattr__(self, hooks, Registry())

    def __setstate__(self, state):
        """Take the attributes of a module that was pickled; 0.3's lack some."""
        Module.__init__(self)
        self.__dict__.update(state)
        for hooks in ("_backward_hooks", "_forward_hooks", "_forward_pre_hooks"):
            self.__dict__[hooks] = Registry(state.get(hooks, ()))

    def forward(self, *input):
        """Compute the result; every module defines its own.

        Example:
            >>> torch.nn.Module().forward()
            Traceback (most recent call last):
                ...
            NotImplementedError

        Source: PyTorch 0.4.1, torch.nn.Module.forward.
        """
        raise NotImplementedError

    def __call__(self, *input, **kwargs):
        for hook in self._forward_pre_hooks.values():
            hook(self, input)
        result = self.forward(*input, **kwargs)
        for hook in self._forward_hooks.values():
            if hook(self, input, result) is not None:
                raise RuntimeError(
                    f"forward hooks should never return any values, but '{hook}'didn't return None"
                )
        if self._backward_hooks:
            self._hook_node(result)
        return result

    def _hook_node(self, result):
        """Let the backward hooks see the gradients of the node that made the result."""
        while not isinstance(result, Variable):
            result = next(iter(result.values())) if isinstance(result, dict) else result[0]
        if result.grad_fn is not None:
            for hook in self._backward_hooks.values():
                result.grad_fn.register_hook(partial(hook, self))

    # --- registering -----------------------------------------------------------------------------

    def register_parameter(self, name, param):
        """Add a parameter, or None, under ``name``.

        Raises:
            TypeError: if it is something else.
            KeyError: if the name is taken or contains a dot.
            ValueError: if it is not a leaf.

        Example:
            >>> module = torch.nn.Module()
            >>> module.register_parameter("scale", torch.nn.Parameter(torch.ones(1)))
            >>> list(module.state_dict())
            ['scale']

        Source: PyTorch 0.4.1, torch.nn.Module.register_parameter.
        """
        if "_parameters" not in self.__dict__:
            raise AttributeError("cannot assign parameter before Module.__init__() call")
        self._check_name("parameter", name, self._parameters)
        if param is not None and not isinstance(param, Parameter):
            raise TypeError(
                f"cannot assign '{typename(param)}' object to parameter '{name}' "
                "(torch.nn.Parameter or None required)"
            )
        if param is not None and param.grad_fn is not None:
            raise ValueError(
                f"Cannot assign non-leaf Tensor to parameter '{name}'. Model parameters must be "
                f"created explicitly. To express '{name}' as a function of another Tensor, compute "
                "the value in the forward() method."
            )
        self._parameters[name] = param

    def register_buffer(self, name, tensor):
        """Add a tensor that is part of the state but not learned.

        Raises:
            TypeError: if it is neither a tensor nor None.
            KeyError: if the name is taken or contains a dot.

        Example:
            >>> module = torch.nn.Module()
            >>> module.register_buffer("mean", torch.zeros(2))
            >>> list(module.parameters()), list(module.state_dict())
            ([], ['mean'])

        Source: PyTorch 0.4.1, torch.nn.Module.register_buffer.
        """
        self._check_name("buffer", name, self._buffers)
        if release.CHECKS_NAMES and not isinstance(tensor, (Tensor, type(None))):
            raise TypeError(
                f"cannot assign '{typename(tensor)}' object to buffer '{name}' "
                "(torch Tensor or None required)"
            )
        self._buffers[name] = tensor

    def add_module(self, name, module):
        """Add a child module under ``name``.

        Raises:
            TypeError: if it is not a module.
            KeyError: if the name is taken, empty or contains a dot.

        Example:
            >>> module = torch.nn.Module()
            >>> module.add_module("act", torch.nn.ReLU())
            >>> module.act
            ReLU()

        Source: PyTorch 0.4.1, torch.nn.Module.add_module.
        """
        if module is not None and not isinstance(module, Module):
            raise TypeError(f"{typename(module)} is not a Module subclass")
        self._check_name("module", name, self._modules)
        self._modules[name] = module

    def _check_name(self, kind, name, held):
        if hasattr(self, name) and name not in held:
            raise KeyError(f"attribute '{name}' already exists")
        if not release.CHECKS_NAMES:
            return
        if "." in name:
            raise KeyError(f'{kind} name can\'t contain "."')
        if name == "":
            raise KeyError(f'{kind} name can\'t be empty string ""')

    def __getattr__(self, name):
        for kind in KINDS:
            held = self.__dict__.get(kind)
            if held is not None and name in held:
                return held[name]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __setattr__(self, name, value):
        held = self.__dict__
        if isinstance(value, Parameter):
            if "_parameters" not in held:
                raise AttributeError("cannot assign parameters before Module.__init__() call")
            self._forget(name, but="_parameters")
            self.register_parameter(name, value)
        elif isinstance(value, Module):
            if "_modules" not in held:
                raise AttributeError("cannot assign module before Module.__init__() call")
            self._forget(name, but="_modules")
            self._modules[name] = value
        elif name in held.get("_parameters", ()):
            self._check_kind(name, value, "parameter", "torch.nn.Parameter or None")
            self.register_parameter(name, value)
        elif name in held.get("_modules", ()):
            self._check_kind(name, value, "child module", "torch.nn.Module or None")
            self._modules[name] = value
        elif name in held.get("_buffers", ()):
            if not isinstance(value, Tensor):
                self._check_kind(name, value, "buffer", "torch.Tensor or None")
            self._buffers[name] = value
        else:
            object.__setattr__(self, name, value)

    def _check_kind(self, name, value, kind, expected):
        if value is not None:
            raise TypeError(
                f"cannot assign '{typename(value)}' as {kind} '{name}' ({expected} expected)"
            )

    def _forget(self, name, but):
        """Remove what ``name`` meant before, unless it was of one kind: that keeps its place."""
        for kind in {"__dict__", *KINDS} - {but}:
            getattr(self, kind).pop(name, None)

    def __delattr__(self, name):
        for kind in KINDS:
            if name in getattr(self, kind):
                del getattr(self, kind)[name]
                return
        object.__delattr__(self, name)

    def __dir__(self):
        named = chain(dir(type(self)), self.__dict__, *[getattr(self, kind) for kind in KINDS])
        return sorted({name for name in named if not name[:1].isdigit()})

    # --- state and hooks -------------------------------------------------------------------------

    def state_dict(self, destination=None, prefix="", keep_vars=False):
        """Return parameters and buffers by name; they share memory with the module.

        Example:
            >>> list(torch.nn.Linear(2, 1).state_dict())
            ['weight', 'bias']

        Source: PyTorch 0.4.1, torch.nn.Module.state_dict.
        """
        if destination is None:
            destination = OrderedDict()
            if release.KEEPS_VERSIONS:
                destination._metadata = OrderedDict()
        if release.KEEPS_VERSIONS:
            destination._metadata[prefix[:-1]] = dict(version=self._version)
        for name, value in chain(self._parameters.items(), self._buffers.items()):
            if value is not None:
                destination[prefix + name] = value if keep_vars else value._plain()
        for name, module in self._modules.items():
            if module is not None:
                module.state_dict(destination, prefix + name + ".", keep_vars=keep_vars)
        return destination

    def load_state_dict(self, state_dict, strict=True):
        """Copy values by name into parameters and buffers.

        Raises:
            RuntimeError: if shapes differ, or, with ``strict``, one side has names that the other
                has not; nothing is changed then.

        Example:
            >>> one, other = torch.nn.Linear(2, 1), torch.nn.Linear(2, 1)
            >>> one.load_state_dict(other.state_dict())
            >>> torch.equal(one.weight, other.weight)
            True

        Source: PyTorch 0.4.1, torch.nn.Module.load_state_dict.
        """
        load_into(self, state_dict, strict)

    def _load_from_state_dict(
        self, state_dict, prefix, metadata, strict, missing_keys, unexpected_keys, error_msgs
    ):
        """Take what this module itself holds from a state; children are asked on their own.

        A module whose state changed from one version to the next overrides this.

        Args:
            state_dict: may be changed: it is a copy.
            prefix: what stands before the names of this module.
            metadata: what the state says of this module, such as its ``version``.
            missing_keys, unexpected_keys, error_msgs: lists to add to.

        Source: PyTorch 0.4.1, torch/nn/modules/module.py.
        """
        load_one(self, state_dict, prefix, strict, missing_keys, unexpected_keys, error_msgs)

    def register_forward_hook(self, hook):
        """Call ``hook(module, input, output)`` after each forward; returns a handle.

        Example:
            >>> layer = torch.nn.ReLU()
            >>> handle = layer.register_forward_hook(lambda module, input, output: print(output))
            >>> output = layer(torch.tensor([-1.0, 2.0]))
            tensor([0., 2.])

        Source: PyTorch 0.4.1, torch.nn.Module.register_forward_hook.
        """
        return self._forward_hooks.add(hook)

    def register_forward_pre_hook(self, hook):
        """Call ``hook(module, input)`` before each forward; returns a handle.

        Example:
            >>> layer = torch.nn.ReLU()
            >>> handle = layer.register_forward_pre_hook(lambda module, input: print(input))
            >>> output = layer(torch.tensor([-1.0, 2.0]))
            (tensor([-1.,  2.]),)

        Source: PyTorch 0.4.1, torch.nn.Module.register_forward_pre_hook.
        """
        return self._forward_pre_hooks.add(hook)

    def register_backward_hook(self, hook):
        """Call ``hook(module, grad_input, grad_output)`` in each backward; returns a handle.

        Example:
            >>> layer = torch.nn.ReLU()
            >>> handle = layer.register_backward_hook(lambda module, before, after: print(before))
            >>> layer(torch.tensor([-1.0, 2.0], requires_grad=True)).sum().backward()
            (tensor([0., 1.]),)

        Source: PyTorch 0.4.1, torch.nn.Module.register_backward_hook.
        """
        return self._backward_hooks.add(hook)

    def extra_repr(self):
        """Return what to print between the brackets.

        Example:
            >>> torch.nn.Linear(2, 1).extra_repr()
            'in_features=2, out_features=1, bias=True'

        Source: PyTorch 0.4.1, torch.nn.Module.extra_repr.
        """
        return ""

    def _get_name(self):
        return type(self).__name__

    def __repr__(self):
        lines = self.extra_repr().split("\n") if self.extra_repr() else []
        children = [f"({k}): {_addindent(repr(child), 2)}" for k, child in self._modules.items()]
        if len(lines) == 1 and not children:
            return f"{self._get_name()}({lines[0]})"
        inside = "".join([f"\n  {line}" for line in (*lines, *children)])
        return f"{self._get_name()}({inside}{chr(10) if inside else ''})"
