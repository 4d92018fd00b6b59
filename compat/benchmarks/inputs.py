"""What the lines of ``operations.txt`` name: tensors of either library with the same elements."""

import numpy as np

SIDES = {"1": 1, "1k": 32, "1M": 1000}  # of matrices; what has other shapes has about as many
IMAGES = {1: (1, 1, 2, 2), 32: (1, 4, 16, 16), 1000: (4, 16, 128, 128)}
VOLUMES = {1: (1, 1, 1, 1, 1), 32: (1, 4, 4, 8, 8), 1000: (4, 16, 16, 32, 32)}
ROWS = 200  # of what is decomposed, at most
BATCH = {1: (1, 1), 32: (10, 10), 1000: (25, 200)}  # matrices of a batch, and their rows


class Source:
    """Draws tensors for a library: leaves that require grad, unless it's told otherwise."""

    def __init__(self, torch, leaves):
        self.torch, self.leaves, self.random = torch, leaves, np.random.RandomState(0)

    def tensor(self, array, leaf=True):
        """Return an array as a tensor; floating point numbers in single precision."""
        floating = array.dtype.kind == "f"
        found = self.torch.from_numpy(np.array(array, "float32" if floating else None))
        return found.requires_grad_() if floating and leaf and self.leaves else found

    def normal(self, *shape, leaf=True):
        return self.tensor(self.random.randn(*shape), leaf)

    def between(self, low, high, *shape, leaf=True):
        return self.tensor(self.random.uniform(low, high, shape), leaf)

    def whole(self, limit, *shape):
        return self.tensor(self.random.randint(0, limit, shape))


def named(torch, side, leaves):
    """Return everything that a line may name."""
    source = Source(torch, leaves)
    names = dict(torch=torch, F=torch.nn.functional, side=side, pair=min(side, 2))
    names["few"] = min(side, 10)
    for group in (elementwise, chosen, shaped, decomposed, layered):
        names |= group(source, side)
    return names


def elementwise(source, side):
    """Matrices and vectors of numbers; ``still`` and ``scratch`` never require grad."""
    square = (side, side)
    mask = source.random.rand(*square) < 0.5
    x = source.random.randn(*square)
    return dict(
        **{name: source.tensor(x) for name in ("x", "twin")},
        y=source.normal(*square),
        **{name: source.between(0.5, 2.0, *square) for name in "pr"},
        u=source.between(-0.9, 0.9, *square),
        share=source.between(0.1, 0.9, *square),
        other_share=source.between(0.1, 0.9, *square, leaf=False),
        still=source.normal(*square, leaf=False),
        scratch=source.normal(*square, leaf=False),
        mask=source.tensor(mask if source.torch.__name__ == "torch" else mask.astype("uint8")),
        integers=source.whole(100, *square),
        others=source.whole(100, *square),
        row=source.normal(side),
        line=source.normal(side),
        one=source.between(0.1, 0.9, 1),
        rates=source.between(0.5, 2.0, side),
    )


def chosen(source, side):
    """Indices, classes and signs."""
    return dict(
        columns=source.whole(side, side),
        distinct=source.tensor(source.random.permutation(side)),
        lines=source.whole(side, side, side),
        places=source.whole(side, side, side),
        signs=source.tensor(source.random.choice([-1.0, 1.0], side), leaf=False),
        narrow_places=source.whole(min(side, 50), side, min(side, 50)),
        classes=source.whole(IMAGES[side][1], IMAGES[side][0], *IMAGES[side][2:]),
    )


def shaped(source, side):
    """Tensors of other shapes, and what convolutions, pooling and normalisation take."""
    image, volume = IMAGES[side], VOLUMES[side]
    depth = image[1]
    count, rows = BATCH[side]
    angles = np.tile(np.eye(2, 3), (image[0], 1, 1))
    return dict(
        flat=source.normal(side * side),
        wide=source.normal(side, 2 * side),
        narrow=source.normal(side, min(side, 50)),
        cube=source.normal(*[min(side, 50)] * 3),
        threes=source.normal(1 + side * side // 3, 3),
        pairs=source.normal(side, max(side // 2, 1), 2),
        batch=source.tensor(source.random.rand(count, rows, rows) + rows * np.eye(rows)),
        short=source.normal(rows, rows),
        image=source.normal(*image),
        volume=source.normal(*volume),
        signal=source.normal(image[0], depth, image[2] * image[3]),
        filters=source.normal(depth, depth, 3, 3),
        single=source.normal(depth, 1, 3, 3),
        channels=source.normal(depth),
        channel_mean=source.normal(depth, leaf=False),
        channel_var=source.between(0.5, 2.0, depth, leaf=False),
        angles=source.tensor(angles),
        grid=source.between(-1.0, 1.0, image[0], *image[2:], 2),
    )


def decomposed(source, side):
    """A positive definite matrix, and a batch of matrices with its factors."""
    rows = min(side, ROWS)
    half = source.random.randn(rows, rows)
    return dict(q=source.tensor(half @ half.T / rows + np.eye(rows)))


def layered(source, side):
    """Recurrent layers and cells, and a sequence for them."""
    torch, length, size = source.torch, min(side, 64), min(side, 128)
    found = dict(sequence=source.normal(length, min(side, 64), size))
    for name in ("RNN", "LSTM", "GRU"):
        found[name.lower()] = getattr(torch.nn, name)(size, size)
        found[f"{name.lower()}_cell"] = getattr(torch.nn, f"{name}Cell")(side, min(side, 128))
    return found
