import minitorch as torch


class Cube(torch.autograd.Function):
    #? def forward(self, x):
    #?     self.save_for_backward(x)
    #?     return x * x * x
    @staticmethod  #!
    def forward(ctx, x):  #!
        ctx.save_for_backward(x)  #!
        return x * x * x  #!

    #? def backward(self, grad):
    #?     (x,) = self.saved_tensors
    #?     return grad * 3 * x * x
    @staticmethod  #!
    def backward(ctx, grad):  #!
        (x,) = ctx.saved_tensors  #!
        return grad * 3 * x * x  #!


x = torch.tensor([2.0], requires_grad=True)
#? y = Cube()(x)
y = Cube.apply(x)  #!
y.backward()
