import minitorch as torch

x = torch.tensor([1.0, 2.0, 3.0, 4.0])
w = torch.tensor([1.0], requires_grad=True)
for half in (x[:2], x[2:]):
    loss = (w * half * 2).mean()
    #? loss.backward()
    (loss / 2).backward()  #!
