"""A document that was given with other words in places; and one that lacks some."""

HELD = """The deputy came to the ranch at nine in the morning and spoke with the wrangler there.
Six live rounds were recovered from the prop cart that stood beside the chapel door that day.
The armorer told her that nobody else had touched the cart since it was unlocked at dawn."""
OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, reports
      file   report.txt "{held}"
    produced Harlan, volume 7
      file   given.txt "{given}"
"""


def told(matter, given):
    return matter(OPENING.format(held=HELD, given=given))


def test_one_word_is_another(matter):
    small = told(matter, HELD.replace("Six live rounds", "Nine dummy rounds"))
    assert small.lines("differs") == ["1 differs  report.txt  Harlan"]
    assert small.lines("partly_disclosed") == []
    one = small.finding("differs")
    assert "was given to Harlan with other words in one place" in one.says
    assert "Six live" in one.says
    assert [place.path for place in one.sources] == ["reports/report.txt", "VOL007/given.txt"]


def test_what_is_missing_is_partly_disclosed(matter):
    small = told(matter, HELD.partition("\n")[0])
    assert small.lines("differs") == []
    assert small.lines("partly_disclosed") == ["1 partly_disclosed  report.txt  Harlan"]


def test_the_same_words(matter):
    small = told(matter, HELD)
    assert small.lines("differs") == small.lines("partly_disclosed") == []
