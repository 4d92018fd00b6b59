import minitorch as torch


class MyReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        #? return ...
        ctx.save_for_backward(x)  #!
        return x.clamp(min=0)  #!

    @staticmethod
    def backward(ctx, grad):
        #? return ...
        (x,) = ctx.saved_tensors  #!
        return grad * (x > 0).type_as(grad)  #!
