"""The modules and parameters inside a module: finding them, and changing all of them."""


class Members:
    """What a module can do with all that is inside."""

    def named_children(self):
        """Yield the modules directly inside, each once, with their names.

        Example:
            >>> model = torch.nn.Sequential(torch.nn.Linear(2, 1), torch.nn.ReLU())
            >>> [name for name, _ in model.named_children()]
            ['0', '1']

        Source: PyTorch 0.4.1, torch.nn.Module.named_children.
        """
        seen = set()
        for name, module in self._modules.items():
            if module is not None and module not in seen:
                seen.add(module)
                yield name, module

    def children(self):
        """Yield the modules directly inside.

        Example:
            >>> model = torch.nn.Sequential(torch.nn.Linear(2, 1), torch.nn.ReLU())
            >>> list(model.children())
            [Linear(in_features=2, out_features=1, bias=True), ReLU()]

        Source: PyTorch 0.4.1, torch.nn.Module.children.
        """
        for _, module in self.named_children():
            yield module

    def named_modules(self, memo=None, prefix=""):
        """Yield this module and all inside, each once, with names such as ``0.conv``.

        Example:
            >>> model = torch.nn.Sequential(torch.nn.Sequential(torch.nn.ReLU()), torch.nn.Tanh())
            >>> [name for name, _ in model.named_modules()]
            ['', '0', '0.0', '1']

        Source: PyTorch 0.4.1, torch.nn.Module.named_modules.
        """
        memo = set() if memo is None else memo
        if self not in memo:
            memo.add(self)
            yield prefix, self
            for name, module in self._modules.items():
                if module is not None:
                    yield from module.named_modules(memo, prefix + ("." if prefix else "") + name)

    def modules(self):
        """Yield this module and all inside.

        Example:
            >>> model = torch.nn.Sequential(torch.nn.Sequential(torch.nn.ReLU()), torch.nn.Tanh())
            >>> [type(module).__name__ for module in model.modules()]
            ['Sequential', 'Sequential', 'ReLU', 'Tanh']

        Source: PyTorch 0.4.1, torch.nn.Module.modules.
        """
        for _, module in self.named_modules():
            yield module

    def named_parameters(self, memo=None, prefix=""):
        """Yield all parameters here and inside, each once, with names such as ``0.weight``.

        Example:
            >>> model = torch.nn.Sequential(torch.nn.Linear(2, 1), torch.nn.ReLU())
            >>> [(name, tuple(p.shape)) for name, p in model.named_parameters()]
            [('0.weight', (1, 2)), ('0.bias', (1,))]

        Source: PyTorch 0.4.1, torch.nn.Module.named_parameters.
        """
        memo = set() if memo is None else memo
        for name, param in self._parameters.items():
            if param is not None and param not in memo:
                memo.add(param)
                yield prefix + ("." if prefix else "") + name, param
        for name, module in self.named_children():
            yield from module.named_parameters(memo, prefix + ("." if prefix else "") + name)

    def parameters(self):
        """Yield all parameters here and inside: what an optimizer takes.

        Example:
            >>> sum(p.numel() for p in torch.nn.Linear(2, 3).parameters())
            9

        Source: PyTorch 0.4.1, torch.nn.Module.parameters.
        """
        for _, param in self.named_parameters():
            yield param

    def _all_buffers(self, memo=None):
        memo = set() if memo is None else memo
        for module in self.modules():
            for buffer in module._buffers.values():
                if buffer is not None and buffer not in memo:
                    memo.add(buffer)
                    yield buffer

    def apply(self, fn):
        """Call ``fn(module)`` on every module inside, then on this one; return it.

        Example:
            >>> def fill(module):
            ...     if isinstance(module, torch.nn.Linear):
            ...         module.weight.data.fill_(7)
            >>> torch.nn.Sequential(torch.nn.Linear(2, 1)).apply(fill)[0].weight.data
            tensor([[7., 7.]])

        Source: PyTorch 0.4.1, torch.nn.Module.apply.
        """
        for module in self.children():
            module.apply(fn)
        fn(self)
        return self

    def train(self, mode=True):
        """Say that the module is being trained, or not: dropout and its like ask; return it.

        Example:
            >>> torch.nn.Dropout().eval().train().training
            True

        Source: PyTorch 0.4.1, torch.nn.Module.train.
        """
        self.training = mode
        for module in self.children():
            module.train(mode)
        return self

    def eval(self):
        """Say that the module is in use, not in training; return it.

        Example:
            >>> torch.nn.Dropout().eval()(torch.ones(3))
            tensor([1., 1., 1.])

        Source: PyTorch 0.4.1, torch.nn.Module.eval.
        """
        return self.train(False)

    def zero_grad(self):
        """Set the gradients of all parameters to zero.

        Example:
            >>> layer = torch.nn.Linear(2, 1)
            >>> layer(torch.ones(1, 2)).sum().backward()
            >>> layer.zero_grad()
            >>> layer.bias.grad
            tensor([0.])

        Source: PyTorch 0.4.1, torch.nn.Module.zero_grad.
        """
        for param in self.parameters():
            param._clear_grad()
