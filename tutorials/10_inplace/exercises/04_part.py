import minitorch as torch

x = torch.tensor([0.0, 1.0], requires_grad=True)
#? y = x.exp()
y = x.exp().clone()  #!
y[0] = 0
y.sum().backward()
