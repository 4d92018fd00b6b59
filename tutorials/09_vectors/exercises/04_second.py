import minitorch as torch


def second(f, x):
    #? (first,) = torch.autograd.grad(f(x), x)
    (first,) = torch.autograd.grad(f(x), x, create_graph=True)  #!
    #? return ...
    (result,) = torch.autograd.grad(first, x)  #!
    return result  #!
