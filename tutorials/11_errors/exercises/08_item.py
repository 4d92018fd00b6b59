import minitorch as torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
loss = (x * x).mean()
#? report = loss.data[0]
report = loss.item()  #!
