"""The drawing of a chronology: well-formed, nothing on top of another, nothing left out."""

from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from kyles import dates
from kyles.export.timeline import WIDTH, Mark, drawn

SVG = "{http://www.w3.org/2000/svg}"
DAYS = st.dates(min_value=dates.date(1950, 1, 1), max_value=dates.date(2050, 1, 1)).map(dates.on)
YEARS = st.integers(1950, 2050).map(dates.year)


def marks(some: list[dates.Known]) -> list[Mark]:
    return [Mark(dates.written(one), (one,), f"A & B <{at}>") for at, one in enumerate(some)]


@given(st.lists(DAYS | YEARS, max_size=20))
def test_marks_lie_inside_and_apart(some: list[dates.Known]) -> None:
    root = ET.fromstring(drawn("A & B", marks(some)))
    boxes = [tuple(float(one.attrib[name]) for name in ("x", "y", "width"))
             for one in root.iter(f"{SVG}rect") if "x" in one.attrib]  # fmt: skip
    assert len(boxes) == len(some)
    assert all(x >= 0 and x + width <= WIDTH for x, _, width in boxes)
    for lane in {y for _, y, _ in boxes}:
        own = sorted((x, x + width) for x, y, width in boxes if y == lane)
        assert all(one[1] <= other[0] for one, other in pairwise(own))


def test_what_has_no_date_is_in_the_list() -> None:
    root = ET.fromstring(drawn("x", [Mark("last year (open)", (), "It began.")]))
    texts = [one.text for one in root.iter(f"{SVG}text")]
    assert texts == ["last year (open)", "It began."]
