"""Every module of ``nn`` in use: how to make one, and what to call it with.

The laws in ``test_modules.py`` and the comparison with torch in ``compat/test_modules.py`` walk
this table; a module or an option that is missing here fails a test.
"""

import numpy as np


class Example:
    """A module with some options, and inputs for it.

    Args:
        args, options: what its class is called with; a list among the options becomes a tensor.

    Attributes:
        inputs: a tuple is the shape of an input of real numbers; a list, or an array, its elements,
            which are no variables unless they come first.
    """

    def __init__(self, *args, **options):
        self.args, self.options, self.inputs = args, options, ()

    def of(self, *inputs):
        """Say what the module is called with; return the example."""
        self.inputs = inputs
        return self

    def make(self, torch, name):
        """Return the module, in doubles, with parameters that depend on their place alone."""
        given = {
            option: torch.tensor(value, dtype=torch.float64) if isinstance(value, list) else value
            for option, value in self.options.items()
        }
        module = getattr(torch.nn, name)(*self.args, **given).double()
        for number, parameter in enumerate(module.parameters()):
            values = 0.5 * np.cos(1.3 * np.arange(float(parameter.numel())) + number + 0.2)
            parameter.data.copy_(torch.from_numpy(values).view(parameter.size()))
        return module

    def arrays(self):
        """Yield each input as an array, and whether it is a variable."""
        for place, spec in enumerate(self.inputs):
            shape = isinstance(spec, tuple)
            array = numbers(*spec, seed=place) if shape else np.array(spec)
            yield array, array.dtype.kind == "f" and (shape or place == 0)

    def __repr__(self):
        options = [f"{name}={value}" for name, value in self.options.items()]
        return ", ".join([*map(str, self.args), *options])


def numbers(*shape, seed=0, low=-1.3, high=1.3):
    """Return an array of distinct numbers between ``low`` and ``high``."""
    steps = np.cos(0.7 * np.arange(float(np.prod(shape))) + 0.3 + seed)
    return ((low + high) / 2 + (high - low) / 2 * steps).reshape(shape)


def each(inputs, *examples):
    """Return examples that are all called with the same inputs."""
    return [example.of(*inputs) for example in examples]


def plain(*inputs, **options):
    """Return an example without options, and one for each option."""
    return each(inputs, E(), *[E(**{name: value}) for name, value in options.items()])


def loss(*inputs, **options):
    """Return examples of a loss: its mean, and with other reductions and options."""
    sums = each(inputs, E(reduction="sum"), E(reduction="none"))
    return plain(*inputs, **options) + sums


E = Example
SPACE = {1: (7,), 2: (5, 6), 3: (3, 4, 3)}  # the sizes of an input by its number of dimensions
ROWS, IMAGE, CLASSES, WEIGHTS = (4, 3), (2, 4, *SPACE[2]), [2, 0, 1, 2], [0.5, 1.0, 2.0]
CHANCES, SIGNS = numbers(4, 3, seed=2, low=0.1, high=0.9), np.array([1.0, -1.0, 1.0, -1.0])


def convolution(rank):
    """Return examples of a convolution of so many dimensions."""
    uneven = (2, *[1] * (rank - 1))
    return each(
        [(2, 4, *SPACE[rank])],
        E(4, 2, 3),
        E(4, 6, 2, stride=uneven, padding=1, bias=False),
        E(4, 6, 3, groups=2, padding=1),
        E(4, 2, 2, dilation=uneven),
    )


def transposed(rank):
    """Return examples of a transposed convolution."""
    return each(
        [(1, 4, *SPACE[rank])],
        E(4, 2, 3, stride=2, output_padding=1),
        E(4, 2, 2, dilation=2, bias=False),
        E(4, 4, 3, padding=1, groups=2),
    )


def pooling(rank, **options):
    """Return examples of pooling over windows."""
    uneven = (2, *[1] * (rank - 1))
    options |= dict(stride=uneven, padding=1, ceil_mode=True)
    return each(
        [(2, 3, *SPACE[rank])], E(2), *[E(2, **{name: value}) for name, value in options.items()]
    )


def unpooling(rank):
    """Return examples of undoing max-pooling, with places for what was chosen."""
    small, whole = [2] * rank, 4**rank
    index = (np.arange(2 * 2**rank) * 3 % whole).reshape(1, 2, *small)
    inputs = [(1, 2, *small), index]
    return each(inputs, E(2), E(2, stride=(2,) * rank)) + each(inputs, E(4, stride=2, padding=1))


def normalisation(rank):
    """Return examples of batch and of instance normalisation."""
    options = dict(eps=0.1, momentum=0.3, affine=True, track_running_stats=True)
    off = dict(affine=False, track_running_stats=False)
    both = [E(4), *[E(4, **{name: value}) for name, value in (*options.items(), *off.items())]]
    return each([(3, 4, *SPACE[rank])], *both, E(4, affine=True, track_running_stats=True))


def layers(width=3):
    """Return examples of a recurrent layer: over a sequence, from zeros."""
    return each(
        [(5, 2, width)],
        E(width, 2),
        E(width, 2, num_layers=2, bidirectional=True),
        E(width, 2, bias=False, batch_first=True),
        E(width, 2, num_layers=2, dropout=0),
    )


def adaptive(rank, **options):
    """Return examples of pooling to a size."""
    sizes = [2, (3, *[1] * (rank - 1))] + [(None, *[2] * (rank - 1))] * (rank > 1)
    inputs = [(2, 3, *SPACE[rank])]
    return each(inputs, *[E(size) for size in sizes], *[E(2, **{n: v}) for n, v in options.items()])


EXAMPLES = {
    "AdaptiveLogSoftmaxWithLoss": each(
        [(4, 32), [0, 4, 6, 9]],
        E(32, 10, [3, 6]),
        E(32, 10, [3, 6], div_value=2.0),
        E(32, 10, [5], head_bias=True),
    ),
    "BCELoss": loss(CHANCES, numbers(4, 3, low=0, high=1), weight=WEIGHTS),
    "BCEWithLogitsLoss": loss(ROWS, CHANCES, weight=WEIGHTS, pos_weight=WEIGHTS),
    "Bilinear": each([(4, 3), (4, 2)], E(3, 2, 5), E(3, 2, 5, bias=False)),
    "CosineEmbeddingLoss": loss(ROWS, ROWS, SIGNS, margin=0.3),
    "CosineSimilarity": plain(ROWS, ROWS, dim=0, eps=10.0),
    "CrossEntropyLoss": loss(ROWS, CLASSES, weight=WEIGHTS, ignore_index=2),
    "CrossMapLRN2d": each([IMAGE], E(3), E(3, alpha=0.5, beta=0.6, k=2)),
    "ELU": plain(ROWS, alpha=0.5, inplace=True),
    "Embedding": each(
        [[[0, 2], [1, 2]]],
        E(4, 3),
        E(4, 3, padding_idx=2),
        E(4, 3, max_norm=0.5),
        E(4, 3, max_norm=0.5, norm_type=1),
        E(4, 3, scale_grad_by_freq=True),
        E(3, 3, _weight=[[0.5, 1.0, 2.0]] * 3),
    ),
    "EmbeddingBag": each(
        [[0, 2, 1, 2, 3], [0, 2]],
        E(4, 3),
        E(4, 3, mode="sum"),
        E(4, 3, mode="max"),
        E(4, 3, max_norm=0.5, norm_type=1),
        E(4, 3, scale_grad_by_freq=True, mode="sum"),
    ),
    "Fold": [
        E((4, 5), 2).of((1, 8, 12)),
        E((4, 5), (2, 3), dilation=1, padding=1, stride=2).of((1, 12, 9)),
        E((5, 5), 2, dilation=2).of((2, 4, 9)),
    ],
    "FractionalMaxPool2d": each(
        [(1, 2, 6, 7)],
        E(2, output_size=(3, 4), _random_samples=[[[0.3, 0.7], [0.6, 0.1]]]),
        E((2, 3), output_ratio=(0.5, 0.6), _random_samples=[[[0.3, 0.7], [0.6, 0.1]]]),
        E(2, (3, 4), return_indices=True, _random_samples=[[[0.3, 0.7], [0.6, 0.1]]]),
    ),
    "GLU": plain((4, 6), dim=0),
    "GRU": layers(),
    "GRUCell": each([(4, 3), (4, 2)], E(3, 2), E(3, 2, bias=False)),
    "GroupNorm": each([IMAGE], E(2, 4), E(4, 4, eps=0.1), E(1, 4, affine=False)),
    "Hardshrink": plain(ROWS, lambd=0.2),
    "Hardtanh": plain(ROWS, min_val=-0.5, max_val=0.4, inplace=True),
    "HingeEmbeddingLoss": loss((4,), SIGNS, margin=0.4),
    "KLDivLoss": loss(ROWS, CHANCES)[1:],
    "L1Loss": loss(ROWS, CHANCES),
    "LPPool1d": each([(2, 3, 7)], E(2, 2), E(2, 3, stride=2, ceil_mode=True)),
    "LPPool2d": each([numbers(2, 3, 5, 6, low=0.1)], E(2, 2), E(1, 3, stride=2, ceil_mode=True)),
    "LSTM": layers(),
    "LSTMCell": each([(4, 3)], E(3, 2), E(3, 2, bias=False)),
    "LayerNorm": each([(2, 4, 3)], E(3), E((4, 3), eps=0.1), E([4, 3], elementwise_affine=False)),
    "LeakyReLU": plain(ROWS, negative_slope=0.3, inplace=True),
    "Linear": [E(3, 2).of(ROWS), E(3, 2, bias=False).of((2, 4, 3))],
    "LocalResponseNorm": each([IMAGE], E(3), E(2, alpha=0.5, beta=0.6, k=2)),
    "LogSigmoid": plain(ROWS),
    "LogSoftmax": each([ROWS], E(0), E(dim=1)),
    "MSELoss": loss(ROWS, CHANCES),
    "MarginRankingLoss": loss((4,), (4,), SIGNS, margin=0.3),
    "MultiLabelMarginLoss": loss(ROWS, [[1, -1, 0], [2, 0, -1], [-1, 0, 0], [0, 1, 2]]),
    "MultiLabelSoftMarginLoss": loss(ROWS, CHANCES.round(), weight=WEIGHTS),
    "MultiMarginLoss": loss(ROWS, CLASSES, p=2, margin=0.4, weight=WEIGHTS),
    "NLLLoss": loss(ROWS, CLASSES, weight=WEIGHTS, ignore_index=2)
    + loss((2, 3, 2, 1), [[[1], [0]], [[2], [1]]]),
    "PReLU": [E().of(ROWS), E(3, init=0.5).of(ROWS), E(num_parameters=4).of(IMAGE)],
    "PairwiseDistance": plain(ROWS, ROWS, p=1.0, eps=0.1, keepdim=True),
    "PixelShuffle": [E(2).of(IMAGE)],
    "PoissonNLLLoss": loss(CHANCES, CHANCES, log_input=False, full=True, eps=0.1),
    "RNN": layers() + each([(5, 2, 3)], E(3, 2, nonlinearity="relu")),
    "RNNCell": each([(4, 3), (4, 2)], E(3, 2), E(3, 2, bias=False, nonlinearity="relu")),
    "ReLU": plain(ROWS, inplace=True),
    "ReLU6": plain(ROWS, inplace=True),
    "ReflectionPad1d": each([(2, 3, 7)], E(2), E((1, 2))),
    "ReflectionPad2d": each([IMAGE], E(2), E((1, 2, 3, 0))),
    "SELU": plain(ROWS, inplace=True),
    "Sigmoid": plain(ROWS),
    "SmoothL1Loss": loss(ROWS, CHANCES),
    "SoftMarginLoss": loss((4,), SIGNS),
    "Softmax": each([ROWS], E(0), E(dim=1)),
    "Softmax2d": plain(IMAGE),
    "Softmin": each([ROWS], E(0), E(dim=1)),
    "Softplus": plain(ROWS, beta=2, threshold=0.5),
    "Softshrink": plain(ROWS, lambd=0.2),
    "Softsign": plain(ROWS),
    "Tanh": plain(ROWS),
    "Tanhshrink": plain(ROWS),
    "Threshold": each([ROWS], E(0.1, 2.0), E(0.1, 2.0, inplace=True)),
    "TripletMarginLoss": loss(ROWS, ROWS, ROWS, margin=2.0, p=1.0, eps=0.1, swap=True),
    "Unfold": each([IMAGE], E(2), E((2, 3), dilation=2, padding=1, stride=2)),
    "Upsample": [
        E(size=(7, 9)).of(IMAGE),
        E(scale_factor=2, mode="nearest").of((2, 3, 7)),
        E(scale_factor=2, mode="linear", align_corners=True).of((2, 3, 7)),
        E(size=(4, 9), mode="bilinear", align_corners=False).of(IMAGE),
        E(scale_factor=2, mode="trilinear", align_corners=True).of((1, 2, *SPACE[3])),
    ],
    "UpsamplingBilinear2d": each([IMAGE], E(size=(7, 9)), E(scale_factor=2)),
    "UpsamplingNearest2d": each([IMAGE], E(size=(7, 9)), E(scale_factor=2)),
    "ZeroPad2d": each([IMAGE], E(2), E((1, -1, 2, 0))),
}
for _rank, _space in SPACE.items():
    _batch = (2, 3, *_space)
    EXAMPLES |= {
        f"AdaptiveAvgPool{_rank}d": adaptive(_rank),
        f"AdaptiveMaxPool{_rank}d": adaptive(_rank, return_indices=True),
        f"AvgPool{_rank}d": pooling(_rank)
        + each([_batch], E(2, padding=1, count_include_pad=False)),
        f"BatchNorm{_rank}d": normalisation(_rank),
        f"ConstantPad{_rank}d": each([_batch], E(2, 0.5), E((1, 2) * _rank, -1.0)),
        f"Conv{_rank}d": convolution(_rank),
        f"ConvTranspose{_rank}d": transposed(_rank),
        f"InstanceNorm{_rank}d": normalisation(_rank),
        f"MaxPool{_rank}d": pooling(_rank, dilation=2, return_indices=True),
        f"MaxUnpool{_rank}d": unpooling(_rank),
        f"ReplicationPad{_rank}d": each([_batch], E(2), E((1, 2) * _rank)),
    }
DROPOUTS = ["AlphaDropout", "Dropout", "Dropout2d", "Dropout3d", "FeatureAlphaDropout"]
EXAMPLES |= {name: plain((2, 3, *SPACE[3]), p=0.3, inplace=True) for name in DROPOUTS}
EXAMPLES["Dropout2d"] = plain(IMAGE, p=0.3, inplace=True)
EXAMPLES["RReLU"] = plain(ROWS, lower=0.2, upper=0.6, inplace=True)
RANDOM = [*DROPOUTS, "RReLU"]
