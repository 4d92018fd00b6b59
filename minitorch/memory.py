"""Methods about where a tensor's elements lie: strides, offset, and the storage they belong to."""

import warnings

import numpy as np

from . import errors
from .backend import backend_of, is_contiguous, root, storage_of, strided
from .creation import sizes
from .engine import edge_of
from .sharing import mapping_of, shared_copy
from .storage import CLASSES, Storage
from .views import become


def check_resizable(tensor):
    """Raise if the gradient of a tensor is wanted: it would have no shape any more."""
    if edge_of(tensor) is not None:
        raise RuntimeError("cannot resize variables that require grad")


class Memory:
    """Everything here becomes a method of tensors."""

    def element_size(self):
        """Return the size of an element in bytes.

        Example:
            >>> torch.zeros(2).element_size(), torch.zeros(2).double().element_size()
            (4, 8)

        Source: PyTorch 0.4.1, Tensor.element_size.
        """
        return self._array.itemsize

    def stride(self, dim=...):
        """Return the steps between elements along each dimension, or along one, in elements.

        Example:
            >>> torch.zeros(2, 3).stride(), torch.zeros(2, 3).t().stride()
            ((3, 1), (1, 3))

        Source: PyTorch 0.4.1, Tensor.stride.
        """
        array = self._memory()
        strides = array.strides if array.size else np.empty(1, array.dtype).strides * array.ndim
        steps = tuple([s // array.itemsize for s in strides])
        return steps if dim is ... else steps[errors.wrap_dim(dim, array.ndim)]

    def storage_offset(self):
        """Return where the first element lies in the storage, in elements.

        Example:
            >>> torch.arange(5)[2:].storage_offset()
            2

        Source: PyTorch 0.4.1, Tensor.storage_offset.
        """
        array, pointer = self._memory(), backend_of(self._array).pointer
        return (pointer(array) - pointer(root(array))) // array.itemsize

    def data_ptr(self):
        """Return the address of the first element.

        Example:
            >>> x = torch.zeros(4)
            >>> x[1:].data_ptr() - x.data_ptr()
            4

        Source: PyTorch 0.4.1, Tensor.data_ptr.
        """
        return backend_of(self._array).pointer(self._memory())

    @property
    def _cdata(self):
        """What tells this tensor from all others, as the address of its C object did."""
        return id(self)

    def is_contiguous(self):
        """Return whether the elements lie row by row in memory without gaps.

        Example:
            >>> torch.zeros(2, 3).is_contiguous(), torch.zeros(2, 3).t().is_contiguous()
            (True, False)

        Source: PyTorch 0.4.1, Tensor.is_contiguous.
        """
        return bool(is_contiguous(self._array))

    def storage(self):
        """Return the memory that this tensor shows a part of, such as a ``FloatStorage``.

        Example:
            >>> torch.tensor([[1, 2], [3, 4]])[1].storage().tolist()
            [1, 2, 3, 4]

        Source: PyTorch 0.4.1, Tensor.storage.
        """
        return Storage.of(storage_of(self._memory()))

    def storage_type(self):
        """Return the class of :meth:`storage`.

        Example:
            >>> torch.zeros(2).storage_type().__name__
            'FloatStorage'

        Source: PyTorch 0.4.1, Tensor.storage_type.
        """
        return CLASSES[self._array.dtype]

    def set_(self, source=None, storage_offset=0, size=None, stride=None):
        """Show the memory of another tensor or of a storage; return this tensor.

        Args:
            source: a tensor or storage; without one, the tensor becomes empty.
            storage_offset, size, stride: which part; all of a storage if left out.

        Example:
            >>> torch.Tensor().set_(torch.arange(4.0).storage(), 1, (2,), (2,))
            tensor([1., 3.])

        Source: PyTorch 0.4.1, torch.Tensor.set_.
        """
        if source is None:
            return self._show(np.zeros(0, self._array.dtype))
        array = source.array if isinstance(source, Storage) else source._memory()
        if array.dtype != self._array.dtype:
            raise errors.unexpected_type(self.type(), errors.type_of(array), 2, "source")
        if size is not None:
            whole, step = storage_of(array), array.itemsize
            steps = np.empty(tuple(size), array.dtype).strides
            steps = steps if stride is None else tuple([n * step for n in stride])
            xp = backend_of(whole).xp
            return self._show(strided(xp, whole[storage_offset:], tuple(size), steps))
        if not isinstance(source, Storage):
            self._counter = source._counter
        return self._show(array)

    def is_set_to(self, tensor):
        """Return whether ``tensor`` shows the same elements of the same storage in the same way.

        Example:
            >>> x = torch.zeros(2)
            >>> x.is_set_to(x.view(2)), x.is_set_to(x.clone())
            (True, False)

        Source: PyTorch 0.4.1, Tensor.is_set_to.
        """
        same = self.data_ptr() == tensor.data_ptr() and self.shape == tensor.shape
        return same and self.stride() == tensor.stride()

    def resize_(self, *size):
        """Show as many elements of the storage as ``size`` says, row by row; return this tensor.

        If the storage has too few the tensor gets one of its own, with what there was in front.

        Raises:
            RuntimeError: if this tensor requires grad.

        Example:
            >>> torch.arange(6).resize_(2, 2)
            tensor([[0, 1],
                    [2, 3]])

        Source: PyTorch 0.4.1, torch.Tensor.resize_.
        """
        check_resizable(self)
        shape = sizes("resize_", size)
        if shape == self._array.shape:
            return self
        count, rest = int(np.prod(shape)), storage_of(self._memory())[self.storage_offset() :]
        if count > rest.size:
            xp = backend_of(rest).xp
            rest = xp.concatenate([rest, xp.zeros(count - rest.size, rest.dtype)])
        return self._show(rest[:count].reshape(shape))

    def resize_as_(self, the_template):
        """Resize to the size of another tensor; return this tensor.

        Example:
            >>> torch.arange(6).resize_as_(torch.ones(2, 2).long())
            tensor([[0, 1],
                    [2, 3]])

        Source: PyTorch 0.4.1, Tensor.resize_as_.
        """
        check_resizable(self)
        if the_template._array.dtype != self._array.dtype:
            raise errors.unexpected_type(self.type(), the_template.type(), 2, "the_template")
        return self.resize_(the_template.shape)

    def resize(self, *size):
        """Return these elements in another shape. Old; use :meth:`reshape`.

        Example:
            >>> import warnings
            >>> with warnings.catch_warnings():
            ...     warnings.simplefilter("ignore")
            ...     torch.arange(4).resize(2, 2)
            tensor([[0, 1],
                    [2, 3]])

        Source: PyTorch 0.4.1, Tensor.resize.
        """
        warnings.warn("non-inplace resize is deprecated", stacklevel=3)
        return self.contiguous().view(*size)

    def resize_as(self, tensor):
        """Return these elements in the shape of another tensor. Old; use :meth:`reshape_as`.

        Example:
            >>> import warnings
            >>> with warnings.catch_warnings():
            ...     warnings.simplefilter("ignore")
            ...     torch.arange(4).resize_as(torch.zeros(2, 2))
            tensor([[0, 1],
                    [2, 3]])

        Source: PyTorch 0.4.1, Tensor.resize_as.
        """
        warnings.warn("non-inplace resize_as is deprecated", stacklevel=3)
        return self.contiguous().view(tensor.shape)

    def _show(self, array):
        """Show other memory; the history ends, for nothing connects old elements to new ones."""
        self._edge = self._view = None
        become(self, array)
        self._counter[0] += 1
        return self

    def share_memory_(self):
        """Move the storage to memory that processes share; return this tensor.

        Other tensors that showed the old storage keep that. A process that was forked since shares
        the memory, and so does one that is sent the tensor, see :mod:`torch.multiprocessing`.

        Example:
            >>> torch.zeros(2).share_memory_().is_shared()
            True

        Source: PyTorch 0.4.1, Tensor.share_memory_.
        """
        if not self.is_shared():
            array, offset = self._memory(), self.storage_offset()
            moved = shared_copy(storage_of(array))[offset:]
            self._array = strided(np, moved, array.shape, array.strides) if array.size else moved
        return self

    def is_shared(self):
        """Return whether the storage is memory that processes share; that of a GPU always is.

        Example:
            >>> torch.zeros(2).is_shared()
            False

        Source: PyTorch 0.4.1, Tensor.is_shared.
        """
        return self.is_cuda or mapping_of(self._memory()) is not None

    def pin_memory(self):
        """Return this tensor; memory is pinned where there is a GPU alone.

        Example:
            >>> x = torch.zeros(2)
            >>> x.pin_memory().tolist()
            [0.0, 0.0]

        Source: PyTorch 0.4.1, Tensor.pin_memory.
        """
        return self

    def is_pinned(self):
        """Return False: on the CPU no memory is pinned.

        Example:
            >>> torch.zeros(2).is_pinned()
            False

        Source: PyTorch 0.4.1, Tensor.is_pinned.
        """
        return False

    def get_device(self):
        """Return the number of the GPU that holds this tensor.

        Raises:
            RuntimeError: if none does.

        Example:
            >>> torch.zeros(2).get_device()
            Traceback (most recent call last):
                ...
            RuntimeError: _th_get_device is not implemented for type torch.FloatTensor

        Source: PyTorch 0.4.1, Tensor.get_device.
        """
        if not self.is_cuda:
            kind = errors.type_name(self)
            raise RuntimeError(f"_th_get_device is not implemented for type {kind}")
        return self.device.index
