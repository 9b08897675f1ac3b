"""Documents of a volume that its list does not name."""

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    produced Harlan, volume 7
      file   a.pdf "The cart stood at the north door." "The boxes stood upon the cart." bates HAR-000001
      file   b.pdf "MEMORANDUM of the office about the witness of the north door." bates HAR-000003
"""  # noqa: E501


def test_a_document_that_the_letter_does_not_name(matter):
    small = matter(f'{OPENING}\n  letter HAR-000001 to HAR-000002 "incident report"')
    assert small.lines() == ["3 received_not_listed  b.pdf  Harlan"]
    (says,) = small.says("received_not_listed")
    assert says.startswith("HAR-000003 (MEMORANDUM of the office about")
    assert says.endswith("is in VOL007, given to Harlan; no list that came with it names it")


def test_all_listed(audit):
    listed = 'letter HAR-000001 to HAR-000002 "incident report" HAR-000003 "memorandum"'
    assert audit(f"{OPENING}\n  {listed}") == []


def test_a_range_that_begins_inside_a_document_names_it(audit):
    assert audit(f'{OPENING}\n  letter HAR-000002 to HAR-000003 "reports"') == []


def test_without_a_list_nothing_is_unlisted(audit):
    assert audit(OPENING) == []


def test_an_index_of_files(audit):
    index = 'table index.csv "File Name,Title" "a.pdf,Incident report"'
    assert audit(f"{OPENING}\n  {index}") == ["3 received_not_listed  b.pdf  Harlan"]
    both = index.replace('"a.pdf,Incident report"', '"a.pdf,Report" "FOLDER\\b.pdf,Memo"')
    assert audit(f"{OPENING}\n  {both}") == []
