"""An LSTM learns to continue sentences of different lengths, packed.

Plain PyTorch of 2018: it needs torch alone, and knows nothing of minitorch.
"""

from __future__ import print_function

import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.nn.utils import clip_grad_norm_
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

TEXT = """
the boat went out before the sun
the sun came up and the boat was small on the sea
a man in the boat let down a net
the net was old and the man was old
the wind came up
the sea was grey and the wind was cold
the man let the net down again and again
a fish came up in the net
the fish was small and the man let it go
the sun went down
the boat came in on the wind
the man went up to the small house on the hill
the house was cold and the fire was out
he put the old net by the fire
and the sea went on and on in the dark
in the morning the boat went out again
"""


class Corpus(object):
    def __init__(self, text):
        lines = [line.split() + ["<eos>"] for line in text.strip().split("\n")]
        self.words = ["<pad>"] + sorted({word for line in lines for word in line})
        index = {word: i for i, word in enumerate(self.words)}
        self.lines = [torch.LongTensor([index[word] for word in line]) for line in lines]

    def batch(self, size):
        chosen = torch.randperm(len(self.lines))[:size]
        lines = [self.lines[i] for i in chosen.tolist()]
        lines.sort(key=lambda line: -len(line))
        return pad_sequence(lines, batch_first=True), [len(line) - 1 for line in lines]


class RNNModel(nn.Module):
    def __init__(self, words, size, layers, dropout):
        super(RNNModel, self).__init__()
        self.drop = nn.Dropout(dropout)
        self.encoder = nn.Embedding(words, size, padding_idx=0)
        self.rnn = nn.LSTM(size, size, layers, dropout=dropout, batch_first=True)
        self.decoder = nn.Linear(size, words)
        self.init_weights()

    def init_weights(self):
        self.encoder.weight.data.uniform_(-0.1, 0.1)
        self.decoder.bias.data.fill_(0)
        self.decoder.weight.data.uniform_(-0.1, 0.1)

    def forward(self, input, lengths):
        packed = pack_padded_sequence(self.drop(self.encoder(input)), lengths, batch_first=True)
        output, _ = self.rnn(packed)
        return self.decoder(self.drop(output.data))


def adjust_learning_rate(optimizer, lr, step):
    for param_group in optimizer.param_groups:
        param_group["lr"] = lr * 0.5 ** (step // 20)


def main():
    parser = argparse.ArgumentParser(description="LSTM language model")
    parser.add_argument("--size", type=int, default=48, help="of embeddings and states")
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--batch-size", type=int, default=8)
    parser.add_argument("--lr", type=float, default=2.0)
    parser.add_argument("--clip", type=float, default=0.25)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--steps", type=int, default=50)
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    corpus = Corpus(TEXT)
    model = RNNModel(len(corpus.words), args.size, args.layers, args.dropout)
    optimizer = optim.SGD(model.parameters(), lr=args.lr)

    for step in range(1, args.steps + 1):
        lines, lengths = corpus.batch(args.batch_size)
        optimizer.zero_grad()
        output = model(lines[:, :-1], lengths)
        target = pack_padded_sequence(lines[:, 1:], lengths, batch_first=True).data
        loss = F.cross_entropy(output, target)
        loss.backward()
        clip_grad_norm_(model.parameters(), args.clip)
        optimizer.step()
        adjust_learning_rate(optimizer, args.lr, step)
        print("step {} loss {:.9g}".format(step, loss.item()))


if __name__ == "__main__":
    main()
