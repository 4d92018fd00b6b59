import minitorch as torch

a = torch.tensor([4.0])
w1, w2, w3, w4 = [torch.tensor([k], requires_grad=True) for k in (2.0, 5.0, 9.0, 7.0)]
b = w1 * a
#? b.requires_grad = False
b = b.detach()  #!
c = w2 * a
d = w3 * b + w4 * c
L = 10 - d
L.backward()
