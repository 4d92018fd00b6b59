import minitorch as torch

w = torch.tensor([3.0], requires_grad=True)
#? y = w * w
for step in range(3):
    y = w * w  #!
    y.backward()
