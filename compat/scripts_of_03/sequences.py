"""A recurrent network over letters: states cut from their past, distances, clipped gradients."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Variable

text = "to be or not to be that is the question "
letters = sorted(set(text))
codes = torch.LongTensor([letters.index(letter) for letter in text])


class Model(nn.Module):
    def __init__(self, count, size):
        super(Model, self).__init__()
        self.encoder = nn.Embedding(count, size)
        self.rnn = nn.GRU(size, size)
        self.decoder = nn.Linear(size, count)

    def forward(self, input, hidden):
        output, hidden = self.rnn(self.encoder(input), hidden)
        return self.decoder(output.view(-1, output.size(2))), hidden


def repackage(hidden):
    """Wraps a state in a new Variable, to forget its history."""
    return Variable(hidden.data)


model = Model(len(letters), 6)
torch.manual_seed(3)
for p in model.parameters():
    nn.init.uniform(p, -0.5, 0.5)
criterion = nn.CrossEntropyLoss()
hidden = Variable(torch.zeros(1, 1, 6))
total, perplexities = 0, []
for epoch in range(3):
    for i in range(0, len(text) - 9, 8):
        inputs = Variable(codes[i:i + 8].view(-1, 1))
        targets = Variable(codes[i + 1:i + 9])
        hidden = repackage(hidden)
        model.zero_grad()
        output, hidden = model(inputs, hidden)
        loss = criterion(output, targets)
        loss.backward()
        nn.utils.clip_grad_norm(model.parameters(), 0.25)
        for p in model.parameters():
            p.data.add_(-2.0, p.grad.data)
        total += loss.data
    perplexities.append(math.exp(total[0] / 4))
    total = 0

pair = model.encoder(Variable(codes[:2], volatile=True))
near = F.pairwise_distance(pair[:1], pair[1:])
far = F.triplet_margin_loss(pair[:1], pair[1:], -pair[1:])
probabilities = F.softmax(output[-1].view(-1))
print(["%.3f" % value for value in perplexities], tuple(near.size()), "%.3f" % near.data.sum())
print("%.3f" % far.data[0], "%.3f" % hidden.data.abs().mean(), "%.3f" % probabilities.data[0])
