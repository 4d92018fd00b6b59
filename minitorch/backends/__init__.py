"""``torch.backends``: the libraries behind the operations, as scripts ask about them."""

from . import cudnn, mkl
