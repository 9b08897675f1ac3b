"""A decision binds to the gap as it stood; a finding that ends stays, with what ended it."""

from kyles.model import FindingState

PAGES = '"The cart stood at the north door when I came." "The boxes stood upon the cart that day."'
OPENING = f"""
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, reports
      file   log.pdf {PAGES} "A former officer came to the desk of the annex on Sunday evening."
    produced Harlan, volume 7
      copy   log.pdf as given.pdf without 2 bates HAR-000001
"""


def test_a_decided_finding_is_open_no_more(matter):
    small = matter(OPENING)
    small.decide("partly_disclosed", "page 2 is blank in the original")
    assert small.lines() == []
    assert small.finding("partly_disclosed").state is FindingState.EXPLAINED
    assert small.lines() == []  # and stays so


def test_it_reopens_when_its_gap_grows(matter):
    small = matter(OPENING)
    small.decide("partly_disclosed", "page 2 is blank in the original")
    small.tell(
        f"""
        holder   Sheriff, reports
          file   log.pdf {PAGES} "A former officer came to the desk of the annex on Sunday evening."
                 "He handed over a box and gave the name of the supplier in writing."
    """.replace('\n                 "', ' "')
    )
    one = small.finding("partly_disclosed")
    assert one.state is FindingState.OPEN
    assert one.note == "changed since decided (explained: page 2 is blank in the original)"


def test_an_item_of_which_nothing_was_given_reopens_when_it_is_replaced(matter):
    small = matter(OPENING.split("produced")[0])
    small.decide("held_not_disclosed", "a draft that the office did not keep")
    assert small.lines() == []
    small.tell("""
        holder   Sheriff, reports
          file   log.pdf "A whole new account of the evening by somebody else, in her own words."
    """)
    assert small.finding("held_not_disclosed").note.startswith("changed since decided")


def test_a_list_whose_rows_moved_reopens_nothing(matter):
    opening = """
        matter   State v. Harlan, incident 21-0886, defendant Harlan
        holder   Sheriff, property room
          thing  2021-1187 "revolver of calibre .45" incident 21-0886
    """
    small = matter(opening)
    small.decide("held_not_disclosed", "shown at the hearing")
    small.tell("""
        holder   Sheriff, property room
          thing  2020-0001 "bicycle" incident 19-0001
          thing  2021-1187 "revolver of calibre .45" incident 21-0886
    """)
    assert small.lines() == []


def test_a_finding_that_its_rule_makes_no_more_stays_with_what_ended_it(matter):
    small = matter(OPENING)
    assert small.lines() == ["1 partly_disclosed  log.pdf  Harlan"]
    small.tell("""
        produced Harlan, volume 8
          copy   log.pdf as more.pdf without 1 bates HAR-000003
    """)
    assert small.lines() == []
    one = small.finding("partly_disclosed")
    assert one.state is FindingState.ENDED
    assert one.note
    assert one.says.startswith("reports/log.pdf was given to Harlan in part")


def test_findings_come_worst_first(audit):
    found = audit(f"""{OPENING}
          bytes  odd.xyz "\x01"
        holder   Sheriff, property room
          thing  2021-1187 "revolver of calibre .45" incident 21-0886
    """)
    assert found == [
        "1 held_not_disclosed  2021-1187  Harlan",
        "1 partly_disclosed  log.pdf  Harlan",
        "3 unreadable  odd.xyz",
    ]
