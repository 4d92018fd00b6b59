import minitorch as torch

weights = torch.tensor([0.5, 2.0])
#? prices = torch.tensor([3, 5])
prices = torch.tensor([3, 5]).float()  #!
#? total = (weights * prices).sum() + ...
total = (weights * prices).sum()  #!
