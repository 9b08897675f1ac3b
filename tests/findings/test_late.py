"""Given late, or due and not found: days counted from events that a person recorded."""

from kyles.model import CaseEvent, Happening
from kyles.store import case_events, items

METROPOLITAN = """
    matter   State v. Harlan, incident 21-0886, court us-nm/metropolitan, defendant Harlan
    holder   Sheriff, reports
      file   statement.txt "The wrangler saw the assistant director load the revolver at noon."
    produced Harlan, volume 7, on 2024-03-05
      copy   statement.txt
"""
ROUNDS = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan, defendant Reed
    holder   Sheriff, property room
      thing  2024-0311 "box of 24 cartridges .45"
"""


def record(small, *events):
    with small.store() as store:
        store.record([case_events.happened(one) for one in events])


def arraigned(on):
    return CaseEvent("E-1", Happening.ARRAIGNMENT, on, "Harlan")


def handed_over(small, **told):
    with small.store() as store:
        item = items.one(store.view(), "2024-0311").id
    record(small, CaseEvent("E-9", Happening.HAND_OVER, "2024-03-06", item=item, **told))


def test_given_after_the_day(matter):
    small = matter(METROPOLITAN)
    assert small.lines("late") == []
    record(small, arraigned("2024-01-31"))
    assert small.lines("late") == ["2 late  statement.txt  Harlan"]
    (says,) = small.says("late")
    assert "given to Harlan on 2024-03-05, 4 days after 2024-03-01" in says
    assert "Rule 7-504 NMRA, read at casetext.com on 2026-11-22; unverified: how days" in says
    assert says.endswith("not legal advice)")


def test_given_on_the_day(matter):
    small = matter(METROPOLITAN)
    record(small, arraigned("2024-02-04"))
    assert small.lines("late") == []


def test_due_and_not_found(matter, monkeypatch):
    small = matter(METROPOLITAN.split("produced")[0])
    record(small, arraigned("2024-01-31"))
    monkeypatch.setenv("KYLES_NOW", "2024-03-01T20:00:00Z")
    assert small.lines("late") == []
    monkeypatch.setenv("KYLES_NOW", "2024-03-03T20:00:00Z")
    assert "not found in what Harlan was given, 2 days after 2024-03-01" in small.says("late")[0]


def test_promptly_counts_the_days_from_the_hand_over(matter, monkeypatch):
    monkeypatch.setenv("KYLES_NOW", "2024-07-11T20:00:00Z")
    small = matter(ROUNDS)
    handed_over(small)
    assert small.lines("late") == ["2 late  2024-0311  Harlan", "2 late  2024-0311  Reed"]
    assert "127 days from 2024-03-06" in small.says("late")[0]
    assert "Brady v. Maryland" in small.says("late")[0]


def test_an_event_of_one_defendant_is_no_duty_to_another(matter, monkeypatch):
    monkeypatch.setenv("KYLES_NOW", "2024-07-11T20:00:00Z")
    small = matter(ROUNDS)
    handed_over(small, defendant="Harlan")
    assert small.lines("late") == ["2 late  2024-0311  Harlan"]


def test_an_unverified_provision_asks(matter, monkeypatch):
    monkeypatch.setenv("KYLES_NOW", "2024-07-11T20:00:00Z")
    small = matter(ROUNDS)
    record(small, arraigned("2024-01-31"))
    assert small.lines("late") == ["4 late  2024-0311  Harlan"]
    assert "Rule 5-501(A) NMRA, unverified: only commentary was read at" in small.says("late")[0]
