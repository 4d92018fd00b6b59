"""A Function of the old style, and a leaf that is updated by hand."""

import torch
from torch.autograd import Function, Variable


class Clipped(Function):
    # the gradient is cut
    def forward(self, x):
        self.save_for_backward(x)
        return x * x

    def backward(self, grad):
        (x,) = self.saved_tensors
        return (grad * 2 * x).clamp(-1, 1)


w = Variable(torch.FloatTensor([0.2, -3, 1]), requires_grad=True)
for step in range(3):
    loss = Clipped()(w).sum()
    loss.backward()
    w.data -= 0.1 * w.grad.data
    w.grad.data.zero_()
print(["%.4f" % value for value in w.data.tolist()], "%.4f" % loss.data[0])
