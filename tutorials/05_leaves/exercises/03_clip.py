import minitorch as torch

w = torch.tensor([1.0, 1.0, 1.0], requires_grad=True)
#? w.register_hook(...)
w.register_hook(lambda grad: grad.clamp(-1, 1))  #!

(w * torch.tensor([3.0, -6.0, 0.5])).sum().backward()
