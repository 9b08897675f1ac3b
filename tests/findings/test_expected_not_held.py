"""What ordinarily goes with what is here, and is not."""

import pytest

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, reports
      file   report.txt "{words}"
    produced Harlan, volume 7
      copy   report.txt
"""
LOCATION = "4 expected_not_held  location track"  # a question: not every camera has one
WORN = "Body-worn camera video of the deputy was uploaded at the end of the evening shift."


def test_body_camera_video_without_its_audit_trail(matter):
    small = matter(OPENING.format(words=WORN))
    assert small.lines("expected_not_held") == ["2 expected_not_held  audit trail", LOCATION]
    one, _ = (one for one in small.audited().findings if one.rule == "expected_not_held")
    assert "ordinarily created" in one.says
    assert one.says.endswith("Not found in what was added here (Sheriff; VOL007).")
    assert [place.path for place in one.sources] == ["reports/report.txt", "VOL007/report.txt"]


def test_the_audit_trail_is_there(audit):
    opening = OPENING.format(words=WORN) + '  file audit_trail.txt "Audit trail. Uploaded at 10."'
    assert audit(opening, "expected_not_held") == [LOCATION]


def test_a_mention_of_the_audit_trail_is_not_the_audit_trail(audit):
    words = f"The road was dry. {WORN} The audit trail was asked for by the office."
    found = audit(OPENING.format(words=words), "expected_not_held")
    assert found == ["2 expected_not_held  audit trail", LOCATION]


def test_none_was_made(audit):
    words = "No body-worn camera video was recorded of the visit to the front desk that day."
    assert audit(OPENING.format(words=words), "expected_not_held") == []


def test_an_unverified_rule_asks(audit):
    words = "The technician booked item 2024-0311 into evidence that evening, and signed for it."
    assert audit(OPENING.format(words=words), "expected_not_held") == [
        "4 expected_not_held  custody record or evidence log or property receipt"
    ]


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("Body-worn camera video was uploaded that evening.", "2 audit trail"),
        ("Body-worn camera video was uploaded that evening.", "4 location track"),
        ("Deputies were dispatched to the ranch at noon.", "2 911 or radio"),
        ("Laboratory report 22-1180 says that both are one.", "2 bench notes"),
        ("The driver took a breath alcohol test at the station.", "2 calibration records"),
        ("Deputy Ann Poe will testify about the gate.", "4 disciplinary records"),
        ("The detective interviewed the suspect at the station.", "2 interview or body worn"),
        ("A search warrant was executed at the shop.", "2 warrant return"),
    ],
)
def test_every_pack_with_a_source_finds_and_without_one_asks(audit, words, about):
    priority, _, label = about.partition(" ")
    assert f"{priority} expected_not_held  {label}" in audit(
        OPENING.format(words=words), "expected_not_held"
    )
