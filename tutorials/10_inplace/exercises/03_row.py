import minitorch as torch

table = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
#? first = table[0]
first = table[0].clone()  #!
first.mul_(10)
