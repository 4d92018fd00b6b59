import minitorch as torch

w = torch.tensor([1.0], requires_grad=True)
y = w.exp()
#? y.add_(1)
y = y + 1  #!
y.backward()
