import minitorch as torch

examples = torch.arange(12).float().view(4, 3)
weight = torch.arange(6).float().view(2, 3)
#? scores = examples.mm(weight)
scores = examples.mm(weight.t())  #!
