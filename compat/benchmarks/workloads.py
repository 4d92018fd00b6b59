"""The workloads, one script for both libraries: ``python workloads.py LIBRARY WORKLOAD SECONDS``.

Prints the CPU seconds that one step takes: the least of as many steps as fit. Every step runs
forward and backward; what it computes is the same in both libraries.

w1: 10,002 operations on numbers, a chain of ``h = tanh(h * y + x)``; w2: 999 of them on 32x32;
w3: 20 operations on 4 million elements; w4: one step of SGD on a multilayer perceptron
(784, 256, 128, 10) and 128 images; w5: one of LeNet; w6a: a convolution; w6b: batch normalisation;
w7: one step of an LSTM language model; w8: one of a GPT of two layers; w9: single operations of the
sizes that such models have (more of them, at other sizes, are in ``operations.py``).
"""

import importlib
import sys

import numpy as np

from compat.benchmarks.measuring import least


def chain(x, y, length):
    """Return the end of a chain of multiply, add and tanh."""
    h = x
    for _ in range(length):
        h = (h * y + x).tanh()
    return h


def w1(torch):
    """10,002 operations on numbers."""
    x, y = (torch.tensor(v, requires_grad=True) for v in (0.5, 0.9))

    def step():
        x.grad = y.grad = None
        h = chain(x, y, 3334)
        h.backward()
        return h.item() + x.grad.item()

    return step


def w2(torch):
    """999 operations on small matrices."""
    random = np.random.RandomState(0)
    x = torch.from_numpy(random.rand(32, 32).astype(np.float32) * np.float32(0.5))
    y = torch.from_numpy(random.rand(32, 32).astype(np.float32) * np.float32(0.9))
    x.requires_grad_(), y.requires_grad_()

    def step():
        x.grad = y.grad = None
        chain(x, y, 333).sum().backward()
        return x.grad.sum()

    return step


def w3(torch):
    """Large arrays, one operation after another."""
    random, count = np.random.RandomState(0), 4 * 1024 * 1024
    x = torch.from_numpy(random.randn(count).astype(np.float32)).requires_grad_()
    y = torch.from_numpy((1 + 0.1 * random.randn(count)).astype(np.float32)).requires_grad_()

    def step():
        x.grad = y.grad = None
        h = x
        for _ in range(5):
            h = ((h * y + x) - y).relu()
        h.sum().backward()
        return x.grad.mean()

    return step


def w4(torch):
    """A training step."""
    nn, random = torch.nn, np.random.RandomState(0)
    torch.manual_seed(0)
    net = nn.Sequential(
        nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10)
    )
    images = torch.from_numpy(random.randn(128, 784).astype(np.float32))
    labels = torch.from_numpy(random.randint(0, 10, 128).astype(np.int64))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)

    def step():
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(net(images), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def w5(torch):
    """A training step of LeNet on 64 digits."""
    nn, random = torch.nn, np.random.RandomState(0)
    functional = nn.functional
    torch.manual_seed(0)
    first, second = nn.Conv2d(1, 10, 5), nn.Conv2d(10, 20, 5)
    net = nn.Sequential(first, second, nn.Linear(320, 50), nn.Linear(50, 10))
    images = torch.from_numpy(random.randn(64, 1, 28, 28).astype(np.float32))
    labels = torch.from_numpy(random.randint(0, 10, 64).astype(np.int64))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.5)

    def step():
        optimizer.zero_grad()
        h = functional.relu(functional.max_pool2d(first(images), 2))
        h = functional.relu(functional.max_pool2d(second(h), 2))
        h = net[3](functional.relu(net[2](h.view(-1, 320))))
        loss = functional.nll_loss(functional.log_softmax(h, dim=1), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def leaf(torch, *shape):
    """Return normal numbers that require grad."""
    values = np.random.RandomState(0).randn(*shape).astype(np.float32)
    return torch.from_numpy(values).requires_grad_()


def w6a(torch):
    """A convolution, 32 to 64 channels, 3x3, on 16 images of 32x32."""
    x, weight, bias = leaf(torch, 16, 32, 32, 32), leaf(torch, 64, 32, 3, 3), leaf(torch, 64)
    grad = leaf(torch, 16, 64, 32, 32).detach()

    def step():
        x.grad = weight.grad = bias.grad = None
        torch.nn.functional.conv2d(x, weight, bias, padding=1).backward(grad)

    return step


def w6b(torch):
    """Batch normalisation and a rectifier on 16 images of 32x32 with 64 channels."""
    x, grad = leaf(torch, 16, 64, 32, 32), leaf(torch, 16, 64, 32, 32).detach()
    norm = torch.nn.BatchNorm2d(64)

    def step():
        x.grad = norm.weight.grad = norm.bias.grad = None
        torch.nn.functional.relu(norm(x)).backward(grad)

    return step


def words(torch, vocabulary, *shape):
    """Return random words, or classes."""
    return torch.from_numpy(np.random.RandomState(0).randint(0, vocabulary, shape))


def w7(torch):
    """A training step of a language model: two layers of LSTM, 10,000 words, 20 texts of 35."""
    nn, functional = torch.nn, torch.nn.functional
    torch.manual_seed(0)
    embedding, lstm, decoder = nn.Embedding(10000, 200), nn.LSTM(200, 200, 2), nn.Linear(200, 10000)
    net = nn.ModuleList([embedding, lstm, decoder])
    inputs, targets = words(torch, 10000, 35, 20), words(torch, 10000, 700)
    state = torch.zeros(2, 20, 200), torch.zeros(2, 20, 200)

    def step():
        net.zero_grad()
        h, _ = lstm(embedding(inputs), state)
        loss = functional.cross_entropy(decoder(h.view(-1, 200)), targets)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 0.25)
        for p in net.parameters():
            p.data.add_(p.grad.data * -0.1)
        return loss.item()

    return step


class Block:
    """A layer of a GPT with four heads: attention and a perceptron, each after a normalisation."""

    def __init__(self, torch, size):
        nn = torch.nn
        self.torch, self.parts = torch, nn.ModuleList()
        for rows, columns in ((3, 1), (1, 1), (4, 1), (1, 4)):
            self.parts.append(nn.Linear(columns * size, rows * size))
        self.norms = nn.ModuleList([nn.LayerNorm(size), nn.LayerNorm(size)])

    def __call__(self, h, mask, heads=4):
        functional, (count, length, size) = self.torch.nn.functional, h.shape
        joint, projected, wide, narrow = self.parts
        split = joint(self.norms[0](h)).view(count, length, 3, heads, size // heads)
        q, k, v = split.permute(2, 0, 3, 1, 4)
        scores = self.torch.matmul(q, k.transpose(-1, -2)) * (size // heads) ** -0.5 + mask
        mixed = self.torch.matmul(functional.softmax(scores, -1), v)
        h = h + projected(mixed.transpose(1, 2).contiguous().view(count, length, size))
        return h + narrow(functional.relu(wide(self.norms[1](h))))


def w8(torch):
    """A training step of a GPT of two layers, 128 wide, on 16 texts of 64 characters."""
    nn = torch.nn
    torch.manual_seed(0)
    tokens, places, last = nn.Embedding(65, 128), nn.Embedding(64, 128), nn.LayerNorm(128)
    head, blocks = nn.Linear(128, 65, bias=False), [Block(torch, 128), Block(torch, 128)]
    held = nn.ModuleList([tokens, places, last, head])
    for block in blocks:
        held.append(block.parts), held.append(block.norms)
    mask = torch.from_numpy(np.triu(np.full((64, 64), -1e9, np.float32), 1))
    inputs, targets = words(torch, 65, 16, 64), words(torch, 65, 1024)
    optimizer = torch.optim.Adam(held.parameters(), lr=1e-4)

    def step():
        optimizer.zero_grad()
        h = tokens(inputs) + places.weight
        for block in blocks:
            h = block(h, mask)
        loss = nn.functional.cross_entropy(head(last(h)).view(-1, 65), targets)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def w9_nll(torch):
    """The loss of a language model: 700 texts go on with one of 10,000 words."""
    functional, x, targets = torch.nn.functional, leaf(torch, 700, 10000), words(torch, 10000, 700)

    def step():
        x.grad = None
        functional.nll_loss(functional.log_softmax(x, 1), targets).backward()

    return step


def w9_embedding(torch):
    """700 rows of a table of 10,000."""
    table, chosen = leaf(torch, 10000, 200), words(torch, 10000, 700)
    grad = leaf(torch, 700, 200).detach()

    def step():
        table.grad = None
        torch.nn.functional.embedding(chosen, table).backward(grad)

    return step


def w9_pool(torch):
    """Max-pooling of 2x2 on 640 images of 24x24."""
    x, grad = leaf(torch, 64, 10, 24, 24), leaf(torch, 64, 10, 12, 12).detach()

    def step():
        x.grad = None
        torch.nn.functional.max_pool2d(x, 2).backward(grad)

    return step


def main(library, workload, seconds):
    """Measure one workload in one library."""
    torch = importlib.import_module(library)
    if library == "torch":
        torch.set_num_threads(1)
    print(least(globals()[workload](torch), float(seconds)))


if __name__ == "__main__":
    main(*sys.argv[1:])
