"""Case events, dispositions, team, victims and holds: kept, as they stood, and seen by whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kyles.errors import NotFound
from kyles.model import CaseEvent, Happening
from kyles.model.disposition import Disposition, Outcome
from kyles.model.hold import Hold, HoldStep, Side, Step
from kyles.model.team import TeamMember
from kyles.model.victim import Notice, Victim
from kyles.store import (
    Store,
    case_events,
    create,
    dispositions,
    holds,
    matters,
    team,
    victims,
)
from kyles.store.access import defense

WAIVER = CaseEvent("E-1", Happening.WAIVER_OF_ARRAIGNMENT, "2024-01-31", "Harlan", "waived", "AP")
ROUNDS = CaseEvent("E-2", Happening.HAND_OVER, "2024-03-06", None, "24 rounds", "report")
HOLD = Hold(id="H-1", side=Side.SENT, scope="the rounds", systems=("video",), owner="A. Counsel")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = matters.opened("State v. Harlan", court="us-nm/district", zone="America/Denver",
                            defendants=("Harlan", "Reed"), incidents=("21-0886",))  # fmt: skip
    with create(tmp_path / "m", opened) as made:
        yield made


def test_events_come_by_day_and_a_withdrawn_one_does_not(store: Store) -> None:
    store.record([case_events.happened(one) for one in (ROUNDS, WAIVER)])
    view = store.view()
    assert [one.id for one in case_events.case_events(view)] == ["E-1", "E-2"]
    assert case_events.next_id(view) == "E-3"
    store.record([case_events.withdrawn("E-1", "wrong case")])
    assert [one.id for one in case_events.case_events(store.view())] == ["E-2"]
    assert len(case_events.case_events(store.view(as_of=view.size))) == 2
    with pytest.raises(NotFound, match="no event 'E-1'"):
        case_events.one(store.view(), "E-1")


def test_each_side_sees_its_own(store: Store) -> None:
    hold = HOLD
    store.record([
        *(case_events.happened(one) for one in (ROUNDS, WAIVER)),
        dispositions.disposed(Disposition("Reed", Outcome.CONVICTED, "2024-03-06")),
        team.joined(TeamMember("A. Poe", "case agent", "Sheriff")),
        victims.named(Victim("B. Roe", "victim")),
        victims.notified("B. Roe", Notice("hearing", "2024-07-01", "letter")),
        holds.opened(hold),
    ])  # fmt: skip
    harlan, reed = (store.view(defense(name)) for name in ("Harlan", "Reed"))
    assert [one.id for one in case_events.case_events(harlan)] == ["E-1"]
    assert case_events.case_events(reed) == []
    assert list(dispositions.dispositions(reed)) == ["Reed"]
    assert dispositions.dispositions(harlan) == {}
    assert [*team.team(harlan), *victims.victims(harlan), *holds.holds(harlan)] == []
    assert victims.victims(store.view())[0].notices[0].about == "hearing"


def test_the_last_disposition_counts(store: Store) -> None:
    for outcome, on in ((Outcome.DISMISSED_WITHOUT_PREJUDICE, "2023-04-21"),
                        (Outcome.DISMISSED_WITH_PREJUDICE, "2024-07-12")):  # fmt: skip
        store.record([dispositions.disposed(Disposition("Harlan", outcome, on, "order"))])
    assert dispositions.dispositions(store.view())["Harlan"].on == "2024-07-12"


def test_somebody_leaves_the_team(store: Store) -> None:
    store.record([
        team.joined(TeamMember("A. Poe", "lead prosecutor", "DA", since="2023-01-31")),
        team.joined(TeamMember("C. Loe", "lead prosecutor", "DA", since="2023-03-29")),
        team.left("A. Poe", "lead prosecutor", "2023-03-14"),
    ])  # fmt: skip
    assert [(one.name, one.until) for one in team.team(store.view())] == [
        ("A. Poe", "2023-03-14"), ("C. Loe", None),
    ]  # fmt: skip


def test_a_hold_is_in_force_between_acknowledgement_and_release(store: Store) -> None:
    steps = [
        HoldStep(Step.DRAFTED, "Records", "2024-07-12"),
        HoldStep(Step.SENT, "Records", "2024-07-13"),
        HoldStep(Step.ACKNOWLEDGED, "Records", "2024-07-16"),
        HoldStep(Step.REMINDED, "Records", "2024-10-01"),
        HoldStep(Step.RELEASED, "", "2027-01-05", "case ended"),
    ]
    store.record([holds.opened(HOLD), *(holds.stepped("H-1", step) for step in steps)])
    hold = holds.one(store.view(), "h-1")
    days = ("2024-07-15", "2024-07-16", "2026-01-01", "2027-01-05")
    assert [hold.in_force(day) for day in days] == [False, True, True, False]
    assert hold.state("Records") is Step.RELEASED
    assert hold.custodians == ("Records",)
    assert hold.systems == ("video",)
    assert hold.covers("any")
    with pytest.raises(NotFound):
        holds.one(store.view(), "H-2")
