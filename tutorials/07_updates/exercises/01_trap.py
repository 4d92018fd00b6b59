import minitorch as torch

w = torch.tensor([2.0], requires_grad=True)
for step in range(3):
    (w * w).backward()
    #? w = w - 0.1 * w.grad
    w.data -= 0.1 * w.grad.data  #!
    w.grad.data.zero_()
