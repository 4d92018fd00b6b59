"""Moving the parameters and buffers of a module to another type or device."""

from minitorch.dtype import dtype


class Moving:
    """What a module can do with all of its tensors at once."""

    def _apply(self, fn):
        for module in self.children():
            module._apply(fn)
        for param in self._parameters.values():
            if param is not None:
                param.data = fn(param.data)
                if param.grad is not None:
                    param.grad.data = fn(param.grad.data)
        for name, buffer in self._buffers.items():
            if buffer is not None:
                self._buffers[name] = fn(buffer)
        return self

    def cuda(self, device=None):
        """Move parameters and buffers to a GPU; return the module.

        Example:
            >>> layer = torch.nn.Linear(2, 1)
            >>> layer = layer.cuda() if torch.cuda.is_available() else layer

        Source: PyTorch 0.4.1, torch.nn.Module.cuda.
        """
        return self._apply(lambda t: t.cuda(device))

    def cpu(self):
        """Move parameters and buffers to the host; return the module.

        Example:
            >>> torch.nn.Linear(2, 1).cpu().weight.is_cuda
            False

        Source: PyTorch 0.4.1, torch.nn.Module.cpu.
        """
        return self._apply(lambda t: t.cpu())

    def type(self, dst_type):
        """Convert parameters and buffers to a tensor type; return the module.

        Example:
            >>> torch.nn.Linear(2, 1).type(torch.float64).weight.dtype
            torch.float64

        Source: PyTorch 0.4.1, torch.nn.Module.type.
        """
        return self._apply(lambda t: t.type(dst_type))

    def float(self):
        """Convert floating point parameters and buffers to float32; return the module.

        Example:
            >>> torch.nn.Linear(2, 1).double().float().weight.dtype
            torch.float32

        Source: PyTorch 0.4.1, torch.nn.Module.float.
        """
        return self._apply(lambda t: t.float() if is_floating(t) else t)

    def double(self):
        """Convert floating point parameters and buffers to float64; return the module.

        Example:
            >>> torch.nn.Linear(2, 1).double().weight.dtype
            torch.float64

        Source: PyTorch 0.4.1, torch.nn.Module.double.
        """
        return self._apply(lambda t: t.double() if is_floating(t) else t)

    def half(self):
        """Convert floating point parameters and buffers to float16; return the module.

        Example:
            >>> torch.nn.Linear(2, 1).half().weight.dtype
            torch.float16

        Source: PyTorch 0.4.1, torch.nn.Module.half.
        """
        return self._apply(lambda t: t.half() if is_floating(t) else t)

    def to(self, *args, **kwargs):
        """Move to a device, or convert floating point tensors to a dtype; return the module.

        Raises:
            TypeError: if the dtype is none of floating point.

        Example:
            >>> torch.nn.Linear(2, 1).to("cpu", torch.float64).weight.dtype
            torch.float64

        Source: PyTorch 0.4.1, torch.nn.Module.to.
        """
        wishes = [*args, *kwargs.values()]
        types = [getattr(wish, "dtype", wish) for wish in wishes]
        for wanted in types:
            if isinstance(wanted, dtype) and not wanted.is_floating_point:
                raise TypeError(
                    "nn.Module.to only accepts floating point dtypes, but got desired "
                    f"dtype={wanted}"
                )
        places = [w for w, t in zip(wishes, types, strict=True) if not isinstance(t, dtype)]
        return self._apply(lambda t: t.to(*args, **kwargs) if is_floating(t) else t.to(*places))

    def share_memory(self):
        """Move parameters and buffers to memory that processes share; return the module.

        Example:
            >>> torch.nn.Linear(2, 1).share_memory()
            Linear(in_features=2, out_features=1, bias=True)

        Source: PyTorch 0.4.1, torch.nn.Module.share_memory.
        """
        return self._apply(lambda t: t.share_memory_())


def is_floating(tensor):
    """Return whether a tensor holds floating point numbers."""
    return tensor._array.dtype.kind == "f"
