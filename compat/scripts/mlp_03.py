"""The script mlp.py as it was written for 0.3: variables around tensors, and no numbers.

Plain PyTorch of 2017: it needs torch and NumPy, and knows nothing of minitorch.
"""

from __future__ import print_function

import argparse
import os

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.autograd import Variable
from torch.utils.data import DataLoader, TensorDataset

HERE = os.path.dirname(os.path.abspath(__file__))
DIGITS = os.path.join(HERE, "..", "..", "minitorch", "data", "digits.csv.gz")


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.fc1 = nn.Linear(64, 128)
        self.fc2 = nn.Linear(128, 64)
        self.fc3 = nn.Linear(64, 10)

    def forward(self, x):
        x = F.relu(self.fc1(x))
        x = F.tanh(self.fc2(x))
        return F.log_softmax(self.fc3(x), dim=1)


def digits(path):
    table = np.loadtxt(path, delimiter=",")
    images = torch.from_numpy(table[:, :-1]).float() / 16
    return TensorDataset(images, torch.from_numpy(table[:, -1]).long())


def test(model, loader):
    model.eval()
    loss, correct = 0, 0
    for data, target in loader:
        data, target = Variable(data, volatile=True), Variable(target)
        output = model(data)
        loss += F.nll_loss(output, target, size_average=False).data[0]
        correct += output.data.max(1)[1].eq(target.data).sum()
    total = len(loader.dataset)
    print("test loss {:.9g} accuracy {}/{}".format(loss / total, correct, total))


def main():
    parser = argparse.ArgumentParser(description="MLP on handwritten digits")
    parser.add_argument("--data", default=DIGITS, help="a table of pixels and digits")
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--lr", type=float, default=0.1)
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--in-order", action="store_true", help="do not shuffle the digits")
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    dataset = digits(args.data)
    loader = DataLoader(dataset, batch_size=args.batch_size, shuffle=not args.in_order)
    model = Net()
    optimizer = optim.SGD(model.parameters(), lr=args.lr, momentum=args.momentum)

    step = 0
    while step < args.steps:
        for data, target in loader:
            optimizer.zero_grad()
            loss = F.nll_loss(model(Variable(data)), Variable(target))
            loss.backward()
            optimizer.step()
            step += 1
            print("step {} loss {:.9g}".format(step, loss.data[0]))
            if step == args.steps:
                break
    test(model, DataLoader(dataset, batch_size=256))


if __name__ == "__main__":
    main()
