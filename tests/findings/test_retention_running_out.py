"""A clock that the law sets, and no hold that anybody has acknowledged."""

import pytest

from kyles.model import CaseEvent, Happening
from kyles.model.hold import Hold, HoldStep, Side, Step
from kyles.store import case_events, holds

VIDEO = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      thing  2024-0400 "Body-worn camera video, Dep. Roe" received_on 2024-03-06
"""
HOLD = Hold(id="H-1", side=Side.SENT, scope="video of the hand-over")


def held(small, *steps):
    with small.store() as store:
        store.record([holds.opened(HOLD), *(holds.stepped("H-1", one) for one in steps)])


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2024-05-10", None),
        ("2024-06-01", "the law has it kept until 2024-07-04;"),
        ("2024-07-04", "the law has it kept until 2024-07-04;"),
        ("2024-07-06", "the law had it kept until 2024-07-04, which has passed;"),
    ],
)
def test_as_the_day_comes_near(matter, monkeypatch, day, says):
    monkeypatch.setenv("KYLES_NOW", f"{day}T18:00:00Z")
    told = matter(VIDEO).says("retention_running_out")
    assert len(told) == (says is not None)
    assert all(says in one and "§ 29-1-18" in one for one in told)


@pytest.mark.parametrize(
    ("steps", "silent"),
    [
        ((Step.DRAFTED, Step.SENT, Step.DELIVERED), False),
        ((Step.DRAFTED, Step.SENT, Step.ACKNOWLEDGED), True),
        ((Step.DRAFTED, Step.SENT, Step.ACKNOWLEDGED, Step.RELEASED), False),
    ],
)
def test_only_an_acknowledged_hold_is_in_force(matter, monkeypatch, steps, silent):
    monkeypatch.setenv("KYLES_NOW", "2024-06-20T18:00:00Z")
    small = matter(VIDEO)
    held(small, *(HoldStep(step, "Records", "2024-06-10") for step in steps))
    assert (small.lines("retention_running_out") == []) is silent


def test_a_recording_that_is_only_told_of(matter, monkeypatch):
    monkeypatch.setenv("KYLES_NOW", "2024-07-12T18:00:00Z")
    small = matter("matter State v. Harlan, incident 21-0886, defendant Harlan")
    says = "any video of the hand-over (whether one existed was not checked)"
    with small.store() as store:
        event = CaseEvent("E-1", Happening.RECORDING, "2024-03-06", None, says)
        store.record([case_events.happened(event)])
    (told,) = small.says("retention_running_out")
    assert told.startswith(f"{says}: the law had it kept until 2024-07-04")


UNDATED = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      thing  2024-0400 "Body-worn camera video, Dep. Roe"
      thing  2024-0401 "Dash camera video"
      file   bwc_transcript.txt "Transcript of the body-worn camera video of Dep. Roe"
"""


def test_a_recording_without_a_day_is_asked_for(matter, monkeypatch):
    monkeypatch.setenv("KYLES_NOW", "2024-06-01T18:00:00Z")
    small = matter(UNDATED)
    assert small.lines("retention_running_out") == ["4 retention_running_out  2024-0400"]
    (told,) = small.says("retention_running_out")
    assert "no day of recording is known, so the 120 days that the law has it kept cannot" in told
    assert "§ 29-1-18(A), read at law.justia.com" in told
    held(small, HoldStep(Step.ACKNOWLEDGED, "Records", "2024-05-10"))
    assert small.lines("retention_running_out") == []


def test_it_says_in_words_what_it_rests_on(matter, monkeypatch):
    monkeypatch.setenv("KYLES_NOW", "2024-07-06T18:00:00Z")
    (told,) = matter(VIDEO).says("retention_running_out")
    assert told.endswith(
        "no hold was in force (120 days from the recording on 2024-03-06, under NMSA 1978,"
        " § 29-1-18(A), read at law.justia.com on 2026-11-24; unverified: since when this text"
        " holds; not legal advice)"
    )


def test_a_hold_that_came_too_late_is_told_of(matter, monkeypatch):
    monkeypatch.setenv("KYLES_NOW", "2024-07-20T18:00:00Z")
    small = matter(VIDEO)
    held(small, HoldStep(Step.ACKNOWLEDGED, "Records", "2024-07-16"))
    (told,) = small.says("retention_running_out")
    assert "which has passed; no hold was in force; hold H-1 came later (120 days" in told


def test_a_hold_in_time_ends_it_also_after_its_last_day(matter, monkeypatch):
    monkeypatch.setenv("KYLES_NOW", "2024-07-20T18:00:00Z")
    small = matter(VIDEO)
    held(small, HoldStep(Step.ACKNOWLEDGED, "Records", "2024-07-04"))
    assert small.lines("retention_running_out") == []
