"""Numbers of bytes, as people say them."""

import pytest

from kyles import sizes


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 KB"),
        (3_140_000, "3.1 MB"),
        (2_500_000_000, "2.5 GB"),
        (4_000_000_000_000, "4,000.0 GB"),
    ],
)
def test_a_number_of_bytes(number: int, said: str) -> None:
    assert sizes.said(number) == said
