"""Series with a hole: supplements, a camera's files, the pages of a document."""

import pytest

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, reports
"""


def gaps(matter, lines):
    small = matter(OPENING + lines)
    return small.lines("sequence_gap"), small


def test_a_supplement_between_two_others(matter):
    lines, small = gaps(matter, """
      file   s1.txt "Supplement 1 to report 21-0886. The scene was measured."
      file   s2.txt "Supplement 2 to report 21-0886. The weather was noted."
      report 21-0886 "The interview is in supplement 4 to report 21-0886."
    """)  # fmt: skip
    assert lines == ["2 sequence_gap  supplement 3 of report 21-0886"]
    assert small.says("sequence_gap") == [
        (
            "Later supplements of report 21-0886 are here or named, but supplement 3; not found"
            " in what was added here (Sheriff). Is there one?"
        )
    ]
    assert len(small.finding("sequence_gap").sources) == 3


def test_a_photograph_between_two_others(matter):
    lines, small = gaps(matter, """
      file   IMG_0012.txt "one"
      file   IMG_0014.txt "two"
    """)  # fmt: skip
    assert lines == ["3 sequence_gap  photograph 13 of reports/IMG_"]
    assert "photographs before and after IMG_0013;" in small.says("sequence_gap")[0]


def test_pages_that_a_document_counts(matter):
    lines, small = gaps(matter, """
      file   memo.txt "Page 1 of 4. The first." "Page 2 of 4. The second." "Page 4 of 4. The last."
    """)  # fmt: skip
    assert lines == ["2 sequence_gap  memo.txt"]
    assert small.says("sequence_gap")[0].startswith(
        "reports/memo.txt counts its pages (Page 1 of 4); without page 3; not found in"
    )


def test_what_a_defendant_received(matter):
    small = matter("""
        matter   State v. Harlan, incident 21-0886, defendant Harlan
        produced Harlan, volume 7
          file   memo.txt "Page 3 of 5. The words of the third page."
    """)
    assert small.lines("sequence_gap") == ["2 sequence_gap  memo.txt  Harlan"]


@pytest.mark.parametrize(
    "lines",
    [
        # the other pages stand beside it
        'file a.txt "Page 1 of 2. One."\nfile b.txt "Page 2 of 2. Two."',
        # two documents in one file, each whole
        'file a.txt "Page 1 of 2. One." "Page 2 of 2. Two." "Page 1 of 1. Another."',
        # more is missing than there is
        'file IMG_0012.txt "one"\nfile IMG_0031.txt "two"',
        'file s.txt "Supplement 1 to report 21-0886."\nreport 21-0886 "Supplement 9 to it."',
        # one supplement alone
        'report 21-0886 "See supplement 4 to report 21-0886."',
        # a document that says that it is whole
        'file a.txt "Page 1 of 1. One."',
    ],
)  # fmt: skip
def test_what_is_no_gap(matter, lines):
    assert gaps(matter, lines)[0] == []
