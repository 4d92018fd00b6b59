"""A variational autoencoder learns to draw handwritten digits.

Plain PyTorch of 2018: it needs torch and NumPy, and knows nothing of minitorch. Where Adam
adds eps depends on the release, so eps is too small to matter.
"""

from __future__ import print_function

import argparse
import os

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn, optim

HERE = os.path.dirname(os.path.abspath(__file__))
DIGITS = os.path.join(HERE, "..", "..", "minitorch", "data", "digits.csv.gz")


class VAE(nn.Module):
    def __init__(self, latent):
        super(VAE, self).__init__()
        self.hidden = nn.Linear(64, 128)
        self.mean = nn.Linear(128, latent)
        self.logvar = nn.Linear(128, latent)
        self.decode = nn.Sequential(
            nn.Linear(latent, 128), nn.ReLU(), nn.Linear(128, 64), nn.Sigmoid()
        )

    def reparameterize(self, mu, logvar):
        std = torch.exp(0.5 * logvar)
        return torch.randn_like(std).mul(std).add_(mu)

    def forward(self, x):
        h = F.relu(self.hidden(x))
        mu, logvar = self.mean(h), self.logvar(h)
        return self.decode(self.reparameterize(mu, logvar)), mu, logvar


def loss_function(recon, x, mu, logvar):
    bce = F.binary_cross_entropy(recon, x, reduction="sum")
    kld = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
    return (bce + kld) / len(x)


def main():
    parser = argparse.ArgumentParser(description="VAE of handwritten digits")
    parser.add_argument("--data", default=DIGITS, help="a table of pixels and digits")
    parser.add_argument("--latent", type=int, default=8)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--steps", type=int, default=50)
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    images = torch.from_numpy(np.loadtxt(args.data, delimiter=",")[:, :-1] / 16).float()
    model = VAE(args.latent)
    optimizer = optim.Adam(model.parameters(), lr=args.lr, eps=1e-12)

    for step in range(1, args.steps + 1):
        data = images[torch.randint(0, len(images), (args.batch_size,), dtype=torch.long)]
        optimizer.zero_grad()
        recon, mu, logvar = model(data)
        loss = loss_function(recon, data, mu, logvar)
        loss.backward()
        optimizer.step()
        print("step {} loss {:.9g}".format(step, loss.item()))


if __name__ == "__main__":
    main()
