"""What ordinarily goes with what is here, and is not."""

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, reports
      file   report.txt "{words}"
    produced Harlan, volume 7
      copy   report.txt
"""
WORN = "Body-worn camera video of the deputy was uploaded at the end of the evening shift."


def test_body_camera_video_without_its_audit_trail(matter):
    small = matter(OPENING.format(words=WORN))
    assert small.lines("expected_not_held") == ["2 expected_not_held  audit trail"]
    one = small.finding("expected_not_held")
    assert "ordinarily created" in one.says
    assert one.says.endswith("Not found in what was added here (Sheriff; VOL007).")
    assert [place.path for place in one.sources] == ["reports/report.txt", "VOL007/report.txt"]


def test_the_audit_trail_is_there(audit):
    opening = OPENING.format(words=WORN) + '  file audit_trail.txt "Audit trail. Uploaded at 10."'
    assert audit(opening, "expected_not_held") == []


def test_a_mention_of_the_audit_trail_is_not_the_audit_trail(audit):
    words = f"The road was dry. {WORN} The audit trail was asked for by the office."
    found = audit(OPENING.format(words=words), "expected_not_held")
    assert found == ["2 expected_not_held  audit trail"]


def test_none_was_made(audit):
    words = "No body-worn camera video was recorded of the visit to the front desk that day."
    assert audit(OPENING.format(words=words), "expected_not_held") == []


def test_an_unverified_rule_asks(audit):
    words = "The technician booked item 2024-0311 into evidence that evening, and signed for it."
    assert audit(OPENING.format(words=words), "expected_not_held") == [
        "4 expected_not_held  custody record or evidence log or property receipt"
    ]
