"""A disposal on a day on which a hold was in force."""

import pytest

from kyles.model import CaseEvent, Happening
from kyles.model.custody import Act, CustodyEvent
from kyles.model.hold import Hold, HoldStep, Side, Step
from kyles.store import case_events, custody, holds, items

BOX = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      thing  2024-0311 "box of 24 cartridges .45" disposed_on {on}
"""


def hold(small, *steps, items=()):
    one = Hold(id="H-1", side=Side.SENT, scope="the rounds", items=items)
    with small.store() as store:
        store.record([holds.opened(one), *(holds.stepped("H-1", step) for step in steps)])


SIGNED = HoldStep(Step.ACKNOWLEDGED, "Records", "2024-07-16")
RELEASED = HoldStep(Step.RELEASED, "", "2025-01-01")


@pytest.mark.parametrize(
    ("on", "steps", "count"),
    [
        ("2024-08-01", (SIGNED,), 1),
        ("2024-07-01", (SIGNED,), 0),
        ("2024-08-01", (SIGNED, RELEASED), 1),
        ("2025-02-01", (SIGNED, RELEASED), 0),
        ("2024-08-01", (HoldStep(Step.SENT, "Records", "2024-07-12"),), 0),
    ],
)
def test_the_day_decides(matter, on, steps, count):
    small = matter(BOX.format(on=on))
    hold(small, *steps)
    assert small.lines("disposed_under_hold") == ["1 disposed_under_hold  2024-0311"] * count


def test_a_hold_on_other_items_does_not_count(matter):
    small = matter(BOX.format(on="2024-08-01"))
    hold(small, SIGNED, items=("another",))
    assert small.lines("disposed_under_hold") == []


def test_a_recorded_disposal(matter):
    small = matter(BOX.replace(" disposed_on {on}", ""))
    hold(small, SIGNED)
    with small.store() as store:
        item = items.one(store.view(), "2024-0311").id
        event = CaseEvent("E-1", Happening.DISPOSAL, "2024-09-01", item=item)
        store.record([case_events.happened(event)])
    (says,) = small.says("disposed_under_hold")
    assert says == ("“box of 24 cartridges .45” (item 2024-0311) is recorded as disposed of on"
                    " 2024-09-01, while hold H-1 was in force (the rounds)")  # fmt: skip


def test_a_disposal_in_a_custody_log(matter):
    small = matter(BOX.replace(" disposed_on {on}", ""))
    hold(small, SIGNED)
    with small.store() as store:
        item = items.one(store.view(), "2024-0311").id
        event = CustodyEvent(at="2024-09-01T10:00", act=Act.DISPOSED, taken_by="A. Poe")
        store.record([custody.recorded(item, event)])
    (says,) = small.says("disposed_under_hold")
    assert "recorded as disposed of on 2024-09-01, while hold H-1 was in force" in says
