"""Rows in order by several columns: as NumPy's own, whatever the numbers are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kyles.reconcile.coverage.order import in_order

few = st.integers(0, 5)
many = st.integers(0, (1 << 63) - 1)  # with a place behind it, too long for 64 bits


@given(st.data(), st.integers(1, 3), st.integers(0, 40))
def test_rows_are_in_the_order_of_lexsort(data, count, size):
    columns = [
        np.array(data.draw(st.lists(data.draw(st.sampled_from([few, many])), min_size=size,
                                    max_size=size)), np.int64)
        for _ in range(count)
    ]  # fmt: skip
    assert in_order(*columns).tolist() == np.lexsort(columns).tolist()
