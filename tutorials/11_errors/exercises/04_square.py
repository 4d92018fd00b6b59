import minitorch as torch

scores = torch.tensor([[1.0], [2.0], [3.0]])
wanted = torch.tensor([1.0, 2.0, 3.0])
#? loss = ((scores - wanted) ** 2).mean()
loss = ((scores.view(-1) - wanted) ** 2).mean()  #!
