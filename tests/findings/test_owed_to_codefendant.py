"""Given to one defendant, and not to the other: one gap, one finding."""

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan, defendant Reed
    holder   Sheriff, reports
      file   log.pdf "Frames one to twelve show the cart with the boxes upon it." "Frames
             thirteen to twenty show the church from its north door in the evening."
      thing  2021-1187 "revolver of calibre .45" incident 21-0886
"""


def test_given_to_one_only_stands_in_place_of_not_disclosed(matter):
    small = matter(f"""{OPENING}
        produced Reed, volume 1
          copy   log.pdf as given.pdf bates REED-000001
    """)
    assert small.lines() == [
        "1 held_not_disclosed  2021-1187  Harlan",
        "1 held_not_disclosed  2021-1187  Reed",
        "1 owed_to_codefendant  log.pdf  Harlan",
    ]
    one = small.finding("owed_to_codefendant")
    assert one.says == (
        "reports/log.pdf was given to Reed; not found in what was given to Harlan: no production"
        " is loaded here"
    )
    assert [(place.path, place.page) for place in one.sources] == [
        ("reports/log.pdf", 0),
        ("VOL001/given.pdf", 1),
        ("VOL001/given.pdf", 2),
    ]


def test_a_part_of_it_is_a_giving_too(audit):
    assert audit(f"""{OPENING}
        produced Reed, volume 1
          copy   log.pdf as given.pdf without 2 bates REED-000001
        disclosed 2021-1187 to Harlan on 2024-04-02 by inspected
        disclosed 2021-1187 to Reed on 2024-04-02 by inspected
    """) == [
        "1 owed_to_codefendant  log.pdf  Harlan",
        "1 partly_disclosed  log.pdf  Reed",
    ]  # fmt: skip


def test_a_thing_inspected_by_one_only(matter):
    small = matter(f"""{OPENING}
        produced Harlan and Reed, volume 1
          copy   log.pdf
        disclosed 2021-1187 to Reed on 2024-04-02 by inspected
    """)
    assert small.lines() == ["1 owed_to_codefendant  2021-1187  Harlan"]
    assert [place.reading for place in small.finding("owed_to_codefendant").sources] == ["", "row"]


def test_withheld_from_one_is_no_gap(audit):
    assert audit(f"""{OPENING}
        produced Reed, volume 1
          copy   log.pdf
        withheld log.pdf from Harlan under "Rule 5-501(F)"
        withheld 2021-1187 under "Rule 5-501(F)"
    """) == []  # fmt: skip


def test_what_concerns_reed_alone_is_not_owed_to_harlan(audit):
    assert audit("""
        matter   State v. Harlan, incident 21-0886, defendant Harlan, defendant Reed
        holder   Jail, calls, for Reed
          file   calls.txt "Reed telephoned the number of the armourer twice on Sunday evening."
        produced Reed, volume 1
          copy   calls.txt
    """) == []  # fmt: skip
