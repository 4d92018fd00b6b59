"""Whole training runs: scripts of 2018, unmodified, in both libraries."""

import math

import pytest

from .scripts import (
    ALL,
    FIRST,
    SCRIPTS,
    distances,
    numbers,
    printed_by_minitorch,
    printed_by_torch,
)

STEPS = 50


def mean(values):
    return sum(values) / len(values)


@pytest.mark.live
@pytest.mark.parametrize("name", SCRIPTS)
def test_the_same_seed_trains_to_torch_s_losses(name):
    """Fifty steps give live torch's losses, with nothing copied across."""
    ours = numbers(printed_by_minitorch(name, stream="2.13"))

    off = distances(ours, numbers(printed_by_torch(name)))

    assert len(off) == STEPS
    assert off[0] <= FIRST
    assert max(off) <= ALL


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_learns_with_the_streams_of_its_release(name):
    """With 0.4's own random numbers every script runs to its end, and gets better."""
    text = printed_by_minitorch(name)

    losses, lengths = numbers(text), numbers(text, "length")
    better = lengths or [-loss for loss in losses]  # an episode's length counts, if there are any
    assert len(losses) == STEPS
    assert all(map(math.isfinite, losses))
    assert mean(better[-10:]) > mean(better[:10])


def test_a_script_for_0_3_trains_to_the_losses_of_the_same_script_for_0_4():
    """Variables and tensors apart, ``data[0]`` and ``volatile``: another face, the same numbers.

    The digits come in order, for loaders of 0.4 draw a seed before they shuffle, and 0.3's do not.
    """
    older = printed_by_minitorch("mlp_03", face="0.3", arguments=["--in-order"])

    assert older == printed_by_minitorch("mlp", arguments=["--in-order"])
