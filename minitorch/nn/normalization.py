"""Normalisations as modules."""

from .. import LongTensor, empty, ones, zeros
from . import functional as F
from . import release
from .functional.normalization import crossmap_lrn, local_response_norm
from .module import Module
from .parameter import Parameter

__all__ = ["BatchNorm1d", "BatchNorm2d", "BatchNorm3d"]
__all__ += ["InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d"]
__all__ += ["CrossMapLRN2d", "GroupNorm", "LayerNorm", "LocalResponseNorm"]


class Tracking(Module):
    """What batch and instance normalisation share: parameters and running statistics."""

    ranks = ()
    _version = 2 if release.COUNTS_BATCHES else 1

    def __init__(self, num_features, eps, momentum, affine, track_running_stats):
        super().__init__()
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        self.affine, self.track_running_stats = affine, track_running_stats
        for name in ("weight", "bias"):
            self.register_parameter(name, Parameter(empty(num_features)) if affine else None)
        self.register_buffer("running_mean", zeros(num_features) if track_running_stats else None)
        self.register_buffer("running_var", ones(num_features) if track_running_stats else None)
        if release.COUNTS_BATCHES:
            count = LongTensor([0]).squeeze() if track_running_stats else None
            self.register_buffer("num_batches_tracked", count)
        self.reset_parameters()

    def reset_running_stats(self):
        """Forget all batches: mean zero, variance one."""
        if self.track_running_stats:
            self.running_mean.zero_()
            self.running_var.fill_(1)
            if release.COUNTS_BATCHES:
                self.num_batches_tracked.zero_()

    def reset_parameters(self):
        """Draw the weights uniformly from zero to one; the biases are zero."""
        self.reset_running_stats()
        if self.affine:
            self.weight.data.uniform_()
            self.bias.data.zero_()

    def _load_from_state_dict(self, state_dict, prefix, metadata, *rest):
        counts = self._buffers.get("num_batches_tracked") is not None
        if counts and (metadata.get("version") or 1) < 2:  # before 0.4.1 nobody counted
            state_dict.setdefault(f"{prefix}num_batches_tracked", self.num_batches_tracked * 0)
        super()._load_from_state_dict(state_dict, prefix, metadata, *rest)

    def _check_input_dim(self, input):
        """Raise ValueError unless ``input`` has as many dimensions as the class is for."""
        if release.CHECKS_RANKS and input.dim() not in self.ranks:
            wanted = " or ".join([f"{rank}D" for rank in self.ranks])
            raise ValueError(f"expected {wanted} input (got {input.dim()}D input)")

    def extra_repr(self):
        text = f"{self.num_features}, eps={self.eps}, momentum={self.momentum}"
        text += f", affine={self.affine}"
        shown = f", track_running_stats={self.track_running_stats}"
        return text + shown * release.SHOWS_TRACKING


class BatchNorm(Tracking):
    """What batch normalisations of all dimensions share."""

    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True):
        super().__init__(num_features, eps, momentum, affine, track_running_stats)

    def forward(self, input):
        self._check_input_dim(input)
        share = 0.0
        if self.training and self.track_running_stats:
            share = self.momentum
            if release.COUNTS_BATCHES:
                self.num_batches_tracked += 1
                if share is None:  # the mean of all batches so far
                    share = 1.0 / self.num_batches_tracked.item()
        return F.batch_norm(
            input,
            self.running_mean,
            self.running_var,
            self.weight,
            self.bias,
            self.training or not self.track_running_stats,
            share,
            self.eps,
        )


class BatchNorm1d(BatchNorm):
    """Vectors or sequences with mean zero and variance one in each channel of the batch.

    Args:
        momentum: how far the running statistics, which :meth:`eval` mode uses, move towards those
            of each batch; None for the mean of all.
        affine: whether to scale and shift the result by parameters.

    Shape:
        input: ``(N, C)`` or ``(N, C, L)`` with ``C = num_features``; so is the result.

    Raises:
        ValueError: if the input has another number of dimensions.

    Example:
        >>> torch.nn.BatchNorm1d(1, affine=False)(torch.tensor([[1.0], [3.0]]))
        tensor([[-1.0000],
                [ 1.0000]])

    Source: PyTorch 0.4.1, torch.nn.BatchNorm1d.
    """

    ranks = (2, 3)


class BatchNorm2d(BatchNorm):
    """:class:`BatchNorm1d` for images.

    Shape:
        input: ``(N, C, H, W)``; so is the result.

    Example:
        >>> norm = torch.nn.BatchNorm2d(3)
        >>> norm(torch.ones(2, 3, 4, 4)).shape
        torch.Size([2, 3, 4, 4])
        >>> norm.running_mean
        tensor([0.1000, 0.1000, 0.1000])

    Source: PyTorch 0.4.1, torch.nn.BatchNorm2d.
    """

    ranks = (4,)


class BatchNorm3d(BatchNorm):
    """:class:`BatchNorm1d` for volumes.

    Shape:
        input: ``(N, C, D, H, W)``; so is the result.

    Example:
        >>> torch.nn.BatchNorm3d(3)(torch.ones(2, 3, 4, 4, 4)).shape
        torch.Size([2, 3, 4, 4, 4])

    Source: PyTorch 0.4.1, torch.nn.BatchNorm3d.
    """

    ranks = (5,)


class InstanceNorm(Tracking):
    """What instance normalisations of all dimensions share."""

    def __init__(
        self,
        num_features,
        eps=1e-5,
        momentum=0.1,
        affine=False,
        track_running_stats=release.TRACKS_INSTANCES,
    ):
        super().__init__(num_features, eps, momentum, affine, track_running_stats)

    def forward(self, input):
        self._check_input_dim(input)
        tracked = self.track_running_stats and release.USES_TRACKED_INSTANCES
        return F.instance_norm(
            input,
            self.running_mean,
            self.running_var,
            self.weight,
            self.bias,
            self.training or not tracked,
            self.momentum,
            self.eps,
        )


class InstanceNorm1d(InstanceNorm):
    """Sequences, each with mean zero and variance one in each channel.

    Shape:
        input: ``(N, C, L)``; so is the result.

    Example:
        >>> torch.nn.InstanceNorm1d(1)(torch.tensor([[[1.0, 3.0]], [[10.0, 30.0]]]))
        tensor([[[-1.0000,  1.0000]],
        <BLANKLINE>
                [[-1.0000,  1.0000]]])

    Source: PyTorch 0.4.1, torch.nn.InstanceNorm1d.
    """

    ranks = (3,)


class InstanceNorm2d(InstanceNorm):
    """:class:`InstanceNorm1d` for images.

    Shape:
        input: ``(N, C, H, W)``; so is the result.

    Example:
        >>> torch.nn.InstanceNorm2d(3)(torch.ones(2, 3, 4, 4)).shape
        torch.Size([2, 3, 4, 4])

    Source: PyTorch 0.4.1, torch.nn.InstanceNorm2d.
    """

    ranks = (4,)


class InstanceNorm3d(InstanceNorm):
    """:class:`InstanceNorm1d` for volumes.

    Shape:
        input: ``(N, C, D, H, W)``; so is the result.

    Example:
        >>> torch.nn.InstanceNorm3d(3)(torch.ones(2, 3, 4, 4, 4)).shape
        torch.Size([2, 3, 4, 4, 4])

    Source: PyTorch 0.4.1, torch.nn.InstanceNorm3d.
    """

    ranks = (5,)


class LayerNorm(Module):
    """Inputs with mean zero and variance one over their last dimensions.

    Args:
        normalized_shape: the sizes of those dimensions, or the last one alone.
        elementwise_affine: whether to scale and shift the result by parameters of that shape.

    Shape:
        input: ``(*, *normalized_shape)``; so is the result.
        weight, bias: ``normalized_shape``.

    Example:
        >>> norm = torch.nn.LayerNorm(2, elementwise_affine=False)
        >>> norm(torch.tensor([[1.0, 3.0], [10.0, 30.0]]))
        tensor([[-1.0000,  1.0000],
                [-1.0000,  1.0000]])

    Source: PyTorch 0.4.1, torch.nn.LayerNorm.
    """

    def __init__(self, normalized_shape, eps=1e-5, elementwise_affine=True):
        super().__init__()
        sizes = [normalized_shape] if isinstance(normalized_shape, int) else normalized_shape
        sample = empty(*sizes)
        self.normalized_shape, self.eps = sample.size(), eps
        self.elementwise_affine = elementwise_affine
        self.register_parameter("weight", Parameter(sample) if elementwise_affine else None)
        bias = Parameter(empty(*sizes)) if elementwise_affine else None
        self.register_parameter("bias", bias)
        self.reset_parameters()

    def reset_parameters(self):
        """Scale by one and shift by zero."""
        if self.elementwise_affine:
            self.weight.data.fill_(1)
            self.bias.data.zero_()

    def forward(self, input):
        return F.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)

    def extra_repr(self):
        affine = f"elementwise_affine={self.elementwise_affine}"
        return f"{self.normalized_shape}, eps={self.eps}, {affine}"


class GroupNorm(Module):
    """Images with mean zero and variance one in each group of their channels.

    Args:
        affine: whether to scale and shift each channel by parameters.

    Shape:
        input: ``(N, C, *)``; so is the result. weight, bias: ``(C,)``.

    Example:
        >>> torch.nn.GroupNorm(1, 2, affine=False)(torch.tensor([[[1.0], [3.0]]]))
        tensor([[[-1.0000],
                 [ 1.0000]]])

    Source: PyTorch 0.4.1, torch.nn.GroupNorm.
    """

    def __init__(self, num_groups, num_channels, eps=1e-5, affine=True):
        super().__init__()
        self.num_groups, self.num_channels = num_groups, num_channels
        self.eps, self.affine = eps, affine
        for name in ("weight", "bias"):
            self.register_parameter(name, Parameter(empty(num_channels)) if affine else None)
        self.reset_parameters()

    def reset_parameters(self):
        """Scale by one and shift by zero."""
        if self.affine:
            self.weight.data.fill_(1)
            self.bias.data.zero_()

    def forward(self, input):
        return F.group_norm(input, self.num_groups, self.weight, self.bias, self.eps)

    def extra_repr(self):
        return f"{self.num_groups}, {self.num_channels}, eps={self.eps}, affine={self.affine}"


class LocalResponseNorm(Module):
    """The input over a power of the mean square of neighbouring channels.

    Shape:
        input: ``(N, C, ...)``; so is the result.

    Example:
        >>> torch.nn.LocalResponseNorm(2, alpha=2, beta=1)(torch.ones(1, 3, 1, 1)).view(3)
        tensor([0.5000, 0.3333, 0.3333])

    Source: PyTorch 0.4.1, torch.nn.LocalResponseNorm; Krizhevsky et al., 2012.
    """

    function = staticmethod(local_response_norm)

    def __init__(self, size, alpha=1e-4, beta=0.75, k=1):
        super().__init__()
        self.size, self.alpha, self.beta, self.k = size, alpha, beta, k

    def forward(self, input):
        return self.function(input, self.size, self.alpha, self.beta, self.k)

    def extra_repr(self):
        return f"{self.size}, alpha={self.alpha}, beta={self.beta}, k={self.k}"


class CrossMapLRN2d(LocalResponseNorm):
    """:class:`LocalResponseNorm` as Torch 7 had it.

    Shape:
        input: ``(N, C, H, W)``; so is the result.

    Example:
        >>> torch.nn.CrossMapLRN2d(3, alpha=3, beta=1)(torch.ones(1, 3, 1, 1)).view(3)
        tensor([0.3333, 0.2500, 0.3333])

    Source: PyTorch 0.4.1, torch.nn.CrossMapLRN2d.
    """

    function = staticmethod(crossmap_lrn)
