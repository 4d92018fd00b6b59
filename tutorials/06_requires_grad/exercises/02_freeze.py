import minitorch as torch

trunk = torch.nn.Linear(3, 3)
head = torch.nn.Linear(3, 1)

#? ...
for weight in trunk.parameters():  #!
    weight.requires_grad = False  #!

hidden = trunk(torch.ones(1, 3))
head(hidden).sum().backward()
