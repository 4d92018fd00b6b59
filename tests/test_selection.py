"""Laws of selection: whichever of equal elements is named, the values are those of a sort."""

import numpy as np
import pytest

import minitorch as torch
from minitorch.ops import selection

ROWS = [np.random.default_rng(n).integers(0, 9, n).astype(np.float32) for n in (1, 2, 5, 70, 400)]


@pytest.mark.parametrize("row", ROWS, ids=len)
def test_arrays_and_lists_are_divided_alike(row):
    """All exchanges at once do what one after another does."""
    for k in {0, len(row) // 3, len(row) - 1}:
        values, places = row.copy(), np.arange(len(row))
        few, where = row.tolist(), list(range(len(row)))
        selection.select(values, places, k)
        selection.select(few, where, k)
        assert values.tolist() == few
        assert places.tolist() == where
        assert few[k] == np.sort(row)[k]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("row", ROWS, ids=len)
def test_places_lead_to_a_sorted_row(row, descending):
    """Quicksort and insertion sort, either way round."""
    places = selection.in_order(row, descending)

    assert row[places].tolist() == sorted(row.tolist(), reverse=descending)
    assert sorted(places) == list(range(len(row)))


@pytest.mark.parametrize("largest", [False, True])
@pytest.mark.parametrize("row", ROWS, ids=len)
def test_top_elements_are_the_first_of_a_sort(row, largest):
    """topk of a row with equal elements has the values of a sort, and places that have them."""
    k = (len(row) + 1) // 2
    values, places = torch.from_numpy(row).topk(k, largest=largest)

    assert values.tolist() == sorted(row.tolist(), reverse=largest)[:k]
    assert row[places.numpy()].tolist() == values.tolist()
    assert len(set(places.tolist())) == k


def test_rows_without_equal_elements_are_left_alone():
    """What no two orders could tell apart is not selected a second time."""
    x = torch.tensor([[3.0, 1.0, 2.0], [2.0, 2.0, 1.0]])

    assert x.kthvalue(2)[1].tolist() == [2, 0]
    assert x.t().contiguous().kthvalue(2, 0)[1].tolist() == [2, 0]


def test_a_nan_is_where_the_comparisons_leave_it():
    """Every comparison with a nan is false, so that it divides its neighbours."""
    x = torch.tensor([[1.0, float("nan"), 3.0], [2.0, 5.0, 4.0]])

    assert x.sort()[1].tolist() == [[0, 1, 2], [0, 2, 1]]
    assert x.topk(2)[0].tolist() == [[3, 1], [5, 4]]
