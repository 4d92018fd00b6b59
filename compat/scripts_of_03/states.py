"""Functions with a constructor: what they keep, and masks turned round."""

import torch
import torch.nn as nn
from torch.autograd import Function, Variable


class Scaled(Function):
    # the gradient is scaled, and may turn round
    def __init__(self, factor, sign=-1):
        super(Scaled, self).__init__()
        self.factor = factor
        self.sign = sign  # of the gradient

    def forward(self, x):
        return x.view_as(x) * 1

    def backward(self, grad_output):
        if self.sign > 0:
            return grad_output * self.factor
        return -grad_output * self.factor


class Blend(Function):
    def __init__(self, share):
        self.share = share

    def forward(self, x, y):
        self.save_for_backward(x, y)
        return x * self.share + y * (1 - self.share)

    def backward(self, grad):
        x, y = self.saved_tensors
        outside = 1 - (x > 0)  # where x is not positive
        return grad * self.share * outside.float(), grad * (1 - self.share)


class Reversal(nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return Scaled(self.factor, sign=-1)(x)


torch.manual_seed(5)
w = Variable(torch.FloatTensor([0.5, -1, 2]), requires_grad=True)
v = Variable(torch.FloatTensor([1, 1, 1]), requires_grad=True)
blend = Blend(0.25)
turned = Reversal(3)
for step in range(4):
    mixed = blend(w, v)
    loss = (turned(mixed) ** 2).sum() + Scaled(0.5, 1)(w).sum()
    loss.backward()
    for p in (w, v):
        p.data.add_(-0.1, p.grad.data)
        p.grad.data.zero_()
print(["%.5f" % value for value in w.data.tolist()], ["%.5f" % value for value in v.data.tolist()])
print("%.4f" % loss.data[0], "%.5f" % w.data.norm())
