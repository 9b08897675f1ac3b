"""Bars: their parts add up, whatever the counts."""

from hypothesis import given
from hypothesis import strategies as st

from kyles.export.bars import PARTS, WIDTH, Bar, _bar
from kyles.model import Status

COUNTS = st.dictionaries(st.sampled_from([one.value for one in Status]), st.integers(1, 9999),
                         min_size=1)  # fmt: skip


def test_every_status_has_its_part() -> None:
    told = [status for _, _, statuses in PARTS for status in statuses]
    assert sorted(told) == sorted(Status)


@given(COUNTS)
def test_parts_fill_the_bar(counts: dict[str, int]) -> None:
    bar: Bar = _bar("Sheriff", "Harlan", counts)
    assert sum(part.count for part in bar.parts) == bar.items == sum(counts.values())
    assert abs(sum(part.width for part in bar.parts) - WIDTH) < 0.1
    told = bar.title.split(": ")[2].split(", ")
    assert told == [f"{part.count:,} {part.words}" for part in bar.parts if part.count]
