import minitorch as torch

a = torch.tensor([4.0])
w1 = torch.tensor([2.0], requires_grad=True)
b = w1 * a
b.retain_grad()  #!
L = b * 3
L.backward()
