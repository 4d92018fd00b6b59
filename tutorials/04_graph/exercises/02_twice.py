import minitorch as torch

w = torch.tensor([2.0], requires_grad=True)
y = w * w
#? y.backward()
y.backward(retain_graph=True)  #!
y.backward()
