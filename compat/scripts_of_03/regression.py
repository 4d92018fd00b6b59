"""Fits a line: Variable wrappers, loss.data[0], size_average, retain_variables."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Variable

torch.manual_seed(0)
x = torch.linspace(-1, 1, 8).view(-1, 1)  # one column
y = x * 3 + 1

net = nn.Linear(1, 1)
criterion = nn.MSELoss(size_average=False)
optimizer = torch.optim.SGD(net.parameters(), lr=0.02, momentum=0.5)

seen = []
for epoch in range(20):
    inputs, targets = Variable(x), Variable(y)
    optimizer.zero_grad()
    loss = criterion(net(inputs), targets)
    loss.backward(retain_variables=True)
    optimizer.step()
    seen.append(loss.data[0])  # the number

test = Variable(x, volatile=True)
error = F.l1_loss(net(test), Variable(y), size_average=False)
seen.append(error.data[0])
print(["%.4f" % value for value in seen])
