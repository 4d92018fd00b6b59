import minitorch as torch

w = torch.tensor([2.0], requires_grad=True)
total = 0.0
for step in range(3):
    loss = (w * w * step).sum()
    loss.backward()
    #? total = total + loss
    total += loss.item()  #!
