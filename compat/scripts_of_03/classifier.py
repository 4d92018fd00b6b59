"""Classifies points: implicit softmax dim, functional dropout, init, clip_grad_norm."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Variable


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(2, 5)
        self.out = nn.Linear(5, 3)
        nn.init.xavier_uniform(self.hidden.weight)

    def forward(self, x):
        x = F.dropout(F.tanh(self.hidden(x)), 0.5)  # does nothing
        return F.log_softmax(self.out(x))


torch.manual_seed(1)
net = Net()
points = Variable(torch.rand(6, 2))
labels = Variable(torch.LongTensor([0, 1, 2, 0, 1, 2]))
optimizer = torch.optim.Adam(net.parameters(), lr=0.05)
losses = []
for step in range(10):
    optimizer.zero_grad()
    loss = F.nll_loss(net(points), labels)
    loss.backward()
    nn.utils.clip_grad_norm(net.parameters(), 0.5)
    optimizer.step()
    losses.append(loss.data[0])


def predict(points):
    # no history is needed here
    points = Variable(points, volatile=True)
    return F.softmax(net(points)).data.sum(), net(points).data.max(1)[1]


total, best = predict(points.data)
print(["%.3f" % value for value in losses], "%.3f" % total, best.view(-1).tolist())
