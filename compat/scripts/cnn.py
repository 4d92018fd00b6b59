"""A convolutional network with batch norm and dropout learns to read handwritten digits.

Plain PyTorch of 2018: it needs torch and NumPy, and knows nothing of minitorch. How batch norm
begins depends on the release, so weights_init says how.
"""

from __future__ import print_function

import argparse
import os

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
from torch.utils.data import DataLoader, TensorDataset

HERE = os.path.dirname(os.path.abspath(__file__))
DIGITS = os.path.join(HERE, "..", "..", "minitorch", "data", "digits.csv.gz")


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 16, kernel_size=3, padding=1, bias=False),
            nn.BatchNorm2d(16),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
            nn.Conv2d(16, 32, kernel_size=3, padding=1),
            nn.BatchNorm2d(32),
            nn.LeakyReLU(0.1, inplace=True),
            nn.Dropout2d(0.2),
            nn.AvgPool2d(2),
        )
        self.classifier = nn.Sequential(
            nn.Linear(32 * 2 * 2, 64),
            nn.BatchNorm1d(64),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.Linear(64, 10),
        )

    def forward(self, x):
        x = self.features(x)
        return self.classifier(x.view(x.size(0), -1))


def weights_init(m):
    classname = m.__class__.__name__
    if classname.find("Conv") != -1 or classname.find("Linear") != -1:
        nn.init.xavier_uniform_(m.weight)
        if m.bias is not None:
            nn.init.constant_(m.bias, 0)
    elif classname.find("BatchNorm") != -1:
        m.weight.data.normal_(1.0, 0.02)
        m.bias.data.fill_(0)


def digits(path):
    table = np.loadtxt(path, delimiter=",")
    images = torch.from_numpy(table[:, :-1]).float().view(-1, 1, 8, 8) / 16
    return TensorDataset(images, torch.from_numpy(table[:, -1]).long())


def train(model, loader, args):
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(
        model.parameters(), lr=args.lr, momentum=0.9, weight_decay=1e-4, nesterov=True
    )
    model.train()
    step = 0
    while step < args.steps:
        for data, target in loader:
            optimizer.zero_grad()
            loss = criterion(model(data), target)
            loss.backward()
            optimizer.step()
            step += 1
            print("step {} loss {:.9g}".format(step, loss.item()))
            if step == args.steps:
                break


def test(model, loader):
    model.eval()
    loss, correct, total = 0.0, 0, 0
    with torch.no_grad():
        for data, target in loader:
            output = model(data)
            loss += F.cross_entropy(output, target, reduction="sum").item()
            correct += (output.max(1)[1] == target).sum().item()
            total += len(target)
    print("test loss {:.9g} accuracy {}/{}".format(loss / total, correct, total))


def main():
    parser = argparse.ArgumentParser(description="CNN on handwritten digits")
    parser.add_argument("--data", default=DIGITS, help="a table of pixels and digits")
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--lr", type=float, default=0.02)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--steps", type=int, default=50)
    args = parser.parse_args()

    model = Net()
    torch.manual_seed(args.seed)
    model.apply(weights_init)
    dataset = digits(args.data)
    train(model, DataLoader(dataset, batch_size=args.batch_size, shuffle=True), args)
    test(model, DataLoader(dataset, batch_size=256))


if __name__ == "__main__":
    main()
