import minitorch as torch


class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, factor):
        ctx.factor = factor
        return x * factor

    @staticmethod
    def backward(ctx, grad):
        #? return grad * ctx.factor
        return grad * ctx.factor, None  #!
