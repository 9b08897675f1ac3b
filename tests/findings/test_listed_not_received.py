"""What a cover letter lists, against what came."""

import pytest

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    produced Harlan, volume 7
      file   a.pdf "The cart stood at the north door." "The boxes stood upon the cart." bates HAR-000001
"""  # noqa: E501


@pytest.mark.parametrize(
    ("letter", "lacking"),
    [
        ('HAR-000001 to HAR-000002 "incident report"', None),
        ('HAR-000001 "incident report (2 pages)"', None),
        ('HAR-000001 to HAR-000004 "incident report"',
         "HAR-000003 to HAR-000004 (2 of 4 pages): incident report"),
        ('HAR-000001 to HAR-000002 "incident report" HAR-000003 to HAR-000009 "photograph log"',
         "HAR-000003 to HAR-000009: photograph log"),
        ('HAR-000001 "incident report (3 pages)"', "HAR-000003 (1 of 3 pages): incident report"),
        ('a.pdf HAR-000001 to HAR-000002 "" interview_2.mp4', "interview_2.mp4"),
        ('"2 photographs of the church"', None),  # that cannot be told from here
    ],
)  # fmt: skip
def test_an_entry_and_what_is_there(matter, letter, lacking):
    small = matter(f"{OPENING}\n  letter {letter}")
    assert small.lines("referenced_not_held") == []
    assert small.says("listed_not_received") == (
        [(f"VOL007/letter.txt lists {lacking}; not found in the production to Harlan loaded here"
         " (VOL007)")] if lacking else []
    )  # fmt: skip


def test_an_earlier_volume_may_have_it(audit):
    assert audit(f"""{OPENING}
        produced Harlan, volume 8
          letter HAR-000001 to HAR-000002 "incident report, given before"
    """) == []  # fmt: skip


def test_the_row_is_the_source_and_the_letter_is_cited(matter):
    small = matter(f'{OPENING}\n  letter HAR-000005 to HAR-000006 "photograph log"')
    one = small.finding("listed_not_received")
    assert (one.about.path, one.owed_to) == ("VOL007/letter.txt", "Harlan")
    (place,) = one.sources
    assert (place.reading, place.page) == ("row", 1)
    assert "begin: HAR-000005" in place.quote
