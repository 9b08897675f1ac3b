"""What one defendant's side is shown carries nothing of another's."""

from kyles.model import CaseEvent, Happening, Item, Kind, Role, Side, State, Version
from kyles.reconcile.history import History, Moment, Standing, for_side

ROUNDS = Item("I-1", Side.HELD, Kind.THING, Role.ROW, "S-1", "Sheriff", None, "inventory.csv#7",
              "rounds", Version(1, State.OK))  # fmt: skip


def standing(name: str, given_on: str | None) -> Standing:
    return Standing(name, "served" if given_on else "not_disclosed", given_on, None, None, None, ())


def history() -> History:
    events = (
        CaseEvent("E-1", Happening.KNOWN_TO_DEFENSE, "2024-01-02", "Reed", item="I-1"),
        CaseEvent("E-2", Happening.HAND_OVER, "2024-03-06", item="I-1"),
        CaseEvent("E-3", Happening.KNOWN_TO_DEFENSE, "2024-07-10", "Harlan", item="I-1"),
    )
    series = (
        Moment("2024-01-02", "known to the defense", "Reed", "E-1", "Reed"),
        Moment("2024-03-06", "hand-over of a thing", "", "E-2"),
        Moment("2024-07-11", "provided", "to Harlan", "", "Harlan"),
    )
    standings = (standing("Harlan", "2024-07-11"), standing("Reed", None))
    return History(ROUNDS, "2024-03-06", events, standings, series=series)


def test_own_status_knowledge_and_dates_alone() -> None:
    shown = for_side(history(), "Harlan")
    assert shown
    assert [one.defendant for one in shown.defendants] == ["Harlan"]
    assert [one.id for one in shown.events] == ["E-3"]
    assert [one.what for one in shown.series] == ["provided"]
    assert (shown.first_recorded, shown.counsel) == (None, ())


def test_what_a_side_was_not_given_does_not_exist_for_it() -> None:
    assert for_side(history(), "Reed") is None
