"""Learning to read digits: two layers, and what they reach on digits they never saw."""

import sys

from ..data import digits

EPOCHS, BATCH, SEED = 30, 48, 0


def train(torch, progress):
    """Train on the digits with the torch that is given.

    Args:
        torch: a package with torch's API.
        progress: called with the number of epochs done, the loss and the share of right answers.

    Returns:
        The mean loss of every epoch, and the share of right answers on held-out digits.
    """
    learned, tested = digits.split()
    images, labels = map(torch.from_numpy, learned)
    torch.manual_seed(SEED)
    net = torch.nn.Sequential(torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)
    criterion, losses = torch.nn.CrossEntropyLoss(), []
    for epoch in range(EPOCHS):
        terms = []
        order = torch.randperm(len(labels))
        for start in range(0, len(labels), BATCH):
            optimizer.zero_grad()
            batch = order[start : start + BATCH]
            loss = criterion(net(images[batch]), labels[batch])
            loss.backward()
            optimizer.step()
            terms.append(loss.item())
        losses.append(sum(terms) / len(terms))
        share = accuracy(torch, net, *tested)
        progress(epoch + 1, losses[-1], share)
    return losses, share


def accuracy(torch, net, images, labels):
    """Return the share of images whose digit the net tells."""
    with torch.no_grad():
        answers = net(torch.from_numpy(images)).max(1)[1]
    return (answers.numpy() == labels).mean()


class Bar:
    """Progress of the training: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, total=EPOCHS, out=None):
        self.total, self.out = total, out or sys.stdout

    def __call__(self, done, loss, share):
        """Show that ``done`` epochs are over."""
        words = f"loss {loss:.4f}, {100 * share:.1f} % right on held-out digits"
        if self.out.isatty():
            filled = 30 * done // self.total
            bar = "█" * filled + "░" * (30 - filled)
            print(f"\r  {bar} {done}/{self.total} {words} ", end="", file=self.out, flush=True)
            if done == self.total:
                print(file=self.out)
        elif done in (1, self.total) or done % 5 == 0:
            print(f"  epoch {done:2}: {words}", file=self.out)
