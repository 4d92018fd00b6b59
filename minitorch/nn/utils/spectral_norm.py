"""Weights over their largest singular value (Miyato et al., 2018)."""

from minitorch.autograd import no_grad

from .. import functional as F
from ..convolution import Transposed
from ..parameter import Parameter
from .weight_norm import without

__all__ = ["remove_spectral_norm", "spectral_norm"]


class SpectralNorm:
    """A hook that divides a weight by an estimate of its largest singular value before each call.

    The estimate is by power iteration: the vector ``u`` turns towards the singular vector.
    """

    def __init__(self, name="weight", n_power_iterations=1, dim=0, eps=1e-12):
        if n_power_iterations <= 0:
            raise ValueError(
                "Expected n_power_iterations to be positive, but got n_power_iterations="
                f"{n_power_iterations}"
            )
        self.name, self.dim, self.eps = name, dim, eps
        self.n_power_iterations = n_power_iterations

    def compute_weight(self, module):
        """Return the weight over the estimate, and the vector that gave it."""
        weight, u = getattr(module, f"{self.name}_orig"), getattr(module, f"{self.name}_u")
        matrix = weight
        if self.dim != 0:
            rest = [d for d in range(weight.dim()) if d != self.dim]
            matrix = weight.permute(self.dim, *rest)
        matrix = matrix.reshape(matrix.size(0), -1)
        with no_grad():
            for _ in range(self.n_power_iterations):
                v = F.normalize(matrix.t().matmul(u), dim=0, eps=self.eps)
                u = F.normalize(matrix.matmul(v), dim=0, eps=self.eps)
        return weight / u.dot(matrix.matmul(v)), u

    def apply(self, module):
        """Keep the parameter under another name, and what is computed from it as a buffer."""
        weight = module._parameters[self.name]
        drawn = weight.data.new(weight.size(self.dim)).normal_(0, 1)
        delattr(module, self.name)
        module.register_parameter(f"{self.name}_orig", weight)
        module.register_buffer(self.name, weight.data)
        module.register_buffer(f"{self.name}_u", F.normalize(drawn, dim=0, eps=self.eps))
        module.register_forward_pre_hook(self)

    def remove(self, module):
        """Make the weight, as it is now, a parameter again."""
        weight = getattr(module, self.name)
        for name in (self.name, f"{self.name}_u", f"{self.name}_orig"):
            delattr(module, name)
        module.register_parameter(self.name, Parameter(weight.data))

    def __call__(self, module, inputs):
        if module.training:
            weight, u = self.compute_weight(module)
            setattr(module, self.name, weight)
            setattr(module, f"{self.name}_u", u)
        else:
            wanted = getattr(module, f"{self.name}_orig").requires_grad
            getattr(module, self.name).detach_().requires_grad_(wanted)


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    """Divide a parameter by its largest singular value, as a matrix, before every call.

    Args:
        n_power_iterations: how often the estimate is improved before each call.
        eps: keeps the estimate above zero.
        dim: the dimension of the outputs, the rows of the matrix; by default 0, but 1 for
            transposed convolutions.

    Returns:
        The module.

    Example:
        >>> layer = torch.nn.utils.spectral_norm(torch.nn.Linear(3, 3))
        >>> sorted(layer.state_dict())
        ['bias', 'weight', 'weight_orig', 'weight_u']

    Source: PyTorch 0.4.1, torch.nn.utils.spectral_norm.
    """
    if dim is None:
        dim = int(isinstance(module, Transposed))
    SpectralNorm(name, n_power_iterations, dim, eps).apply(module)
    return module


def remove_spectral_norm(module, name="weight"):
    """Undo :func:`spectral_norm`; return the module.

    Raises:
        ValueError: if the parameter is not normalised.

    Example:
        >>> layer = torch.nn.utils.spectral_norm(torch.nn.Linear(3, 3))
        >>> sorted(torch.nn.utils.remove_spectral_norm(layer).state_dict())
        ['bias', 'weight']

    Source: PyTorch 0.4.1, torch.nn.utils.remove_spectral_norm.
    """
    return without(module, name, SpectralNorm, "spectral_norm")
