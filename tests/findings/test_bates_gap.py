"""Numbers that are missing or stand twice; and the absurd alarms that must stay silent."""

import pytest

PAGES = " ".join(
    f'"Page {at} tells of the cart and of the boxes that stood upon it."' for at in "ABC"
)
OTHERS = PAGES.replace("cart", "truck")
OPENING = "matter State v. Harlan, incident 21-0886, defendant Harlan\n"


def volume(number, *lines):
    return "\n".join([f"produced Harlan, volume {number}", *lines, ""])


def test_numbers_missing_inside_a_volume(matter):
    small = matter(OPENING + volume(
        7, f"file a.pdf {PAGES} bates HAR-000001", f"file b.pdf {PAGES} bates HAR-000006",
    ))  # fmt: skip
    assert small.lines() == ["2 bates_gap  VOL007  Harlan"]
    one = small.finding("bates_gap")
    assert one.says == (
        "HAR-000004 to HAR-000005 (2 numbers) are missing in VOL007. Looked for in the production"
        " to Harlan loaded here (VOL007)"
    )
    assert [(place.path, place.page) for place in one.sources] == [
        ("VOL007/a.pdf", 3),
        ("VOL007/b.pdf", 1),
    ]


def test_between_volumes_is_told_at_a_lower_priority(matter):
    small = matter(OPENING + volume(7, f"file a.pdf {PAGES} bates HAR-000001")
                   + volume(8, f"file b.pdf {PAGES} bates HAR-000011"))  # fmt: skip
    assert small.lines() == ["3 bates_gap  VOL008  Harlan"]
    assert small.says("bates_gap")[0].startswith(
        "HAR-000004 to HAR-000010 (7 numbers) are in no volume: VOL007 ends its range at HAR-000003"
    )


def test_a_number_on_two_pages(audit):
    assert audit(OPENING + volume(
        7, f"file a.pdf {PAGES} bates HAR-000001", f"file b.pdf {OTHERS} bates HAR-000003",
    )) == ["2 bates_gap  VOL007  Harlan"]  # fmt: skip


LOADED = """
produced Harlan, volume 7
  file   PDF/HAR-000001.pdf "The cart stood at the north door." "The boxes stood upon the cart."
  file   PDF/HAR-000003.pdf "Native produced. See the file of the recording."
  bytes  NATIVES/HAR-000003.wav "RIFF sound"
  file   TEXT/HAR-000001.txt "The cart stood at the north door." "The boxes stood upon the cart."
  table  vol.dat "BEGBATES,ENDBATES,PGCOUNT,NATIVELINK,TEXTPATH"
                 "HAR-000001,HAR-000002,2,,TEXT\\HAR-000001.txt"
                 "HAR-000003,HAR-000003,1,NATIVES\\HAR-000003.wav,"
  table  vol.opt "HAR-000001,VOL007,PDF\\HAR-000001.pdf,Y,,,2" "HAR-000002,VOL007,PDF\\HAR-000001.pdf,,,,"
                 "HAR-000003,VOL007,PDF\\HAR-000003.pdf,Y,,,1"
""".replace('\n                 "', ' "')  # noqa: E501


def test_pages_of_one_pdf_and_placeholders_for_natives_are_no_gaps(matter):
    small = matter(OPENING + LOADED)
    assert small.lines("bates_gap") == []
    assert small.lines("load_file_mismatch") == []


@pytest.mark.parametrize(
    "lines",
    [
        [f"file a.pdf {PAGES} bates HAR-000101", f"file b.pdf {PAGES} bates REED-000001"],
        [f"file a.pdf {PAGES} bates HAR-000001", f"file b.pdf {PAGES} bates HAR-000004"],
        [f"file b.pdf {PAGES} bates HAR-000004", f"file a.pdf {PAGES} bates HAR-000001"],
        ['file a.txt "Case 21-0886 was called at 505-555-0100 on 2024-03-01."'],
    ],
)
def test_what_is_no_gap(audit, lines):
    assert audit(OPENING + volume(7, *lines)) == []


def test_what_one_volume_leaves_out_another_may_bring(audit):
    assert audit(OPENING + volume(7, f"file a.pdf {PAGES} bates HAR-000001",
                                  f"file c.pdf {PAGES} bates HAR-000007")
                 + volume(8, f"file b.pdf {PAGES} bates HAR-000004")) == []  # fmt: skip


def test_volumes_of_two_defendants_are_looked_at_apart(audit):
    opening = OPENING.replace("defendant Harlan", "defendant Harlan, defendant Reed")
    assert audit(opening + volume(7, f"file a.pdf {PAGES} bates SFDA-000001")
                 + volume(7, f"file b.pdf {PAGES} bates SFDA-000001").replace("Harlan", "Reed")
                 ) == []  # fmt: skip
