"""What was there before and is not any more."""

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, reports
      file   log.pdf "Frames one to twelve show the cart with the boxes upon it in the yard."
      file   note.txt "The road to the ranch was dry on the day, and the gate stood open."
    produced Harlan, volume 7
      copy   log.pdf as given.pdf bates HAR-000001
"""


def test_a_file_that_is_gone_keeps_what_is_known_of_it(matter):
    small = matter(f"{OPENING}\ngone log.pdf")
    assert small.lines() == ["1 held_not_disclosed  note.txt  Harlan", "2 gone  log.pdf"]
    assert small.says("gone") == [
        "Sheriff had reports/log.pdf; it was not there when its folder or list was added again"
    ]


def test_a_file_that_is_gone_and_was_never_given(audit):
    assert audit(f"{OPENING}\ngone note.txt") == [
        "1 held_not_disclosed  note.txt  Harlan",
        "2 gone  note.txt",
    ]


def test_a_row_that_is_gone(matter):
    small = matter(f"""{OPENING}
        holder   Sheriff, property room
          thing  2024-0311 "box of 24 cartridges" incident 21-0886
          thing  2024-0312 "revolver of calibre .45" incident 21-0886
    """)
    small.tell("""
        holder   Sheriff, property room
          thing  2024-0311 "box of 24 cartridges" incident 21-0886
    """)
    assert small.lines("gone") == ["2 gone  2024-0312"]


def test_what_is_there_is_not_gone(audit):
    assert audit(OPENING, "gone") == []
