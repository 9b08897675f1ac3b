"""What documents and lists name, and nobody has."""

import pytest

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, reports
      report 21-0886 "{words}"
    produced Harlan, volume 7
      copy   report_21-0886.txt
"""


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("The statement is in supplement 3 to report 21-0886, which went to the records section.",
         "Supplement 3 to report 21-0886"),
        ("I booked one jacket as evidence item 2021-1190 before the end of the shift.",
         "Item 2021-1190"),
        ("The video was uploaded as front_desk_0306.mp4 to the server of the annex.",
         "File front_desk_0306.mp4"),
    ],
)  # fmt: skip
def test_named_and_not_here(matter, words, label):
    small = matter(OPENING.format(words=words))
    assert small.lines() == [f"2 referenced_not_held  {label}"]
    one = small.finding("referenced_not_held")
    assert one.says == (
        f"{label} is named in reports/report_21-0886.txt and 1 more; not found in what was added"
        " here (Sheriff; VOL007)"
    )
    place = one.sources[0]
    assert place.quote
    assert 0 < place.start < place.end


@pytest.mark.parametrize(
    "words",
    [
        "No supplement to report 21-0886 was written, and no audit trail exists.",
        "Items 3 and 4 of the agenda were adjourned until the next week of the court.",
        "See 10-4 and item 10-4 of the radio code; found item OK0140200 at the gate.",
    ],
)
def test_what_names_nothing(audit, words):
    assert audit(OPENING.format(words=words)) == []


def test_what_is_held_or_given_is_found(audit):
    words = (
        "Item 2021-1190, front_desk_0306.txt and supplement 3 to report 21-0886 are with the"
        " records section."
    )
    assert audit(OPENING.format(words=words) + """
          file   front_desk_0306.txt "A video of the desk."
          file   s3.txt "Supplement 3 to report 21-0886. The jacket was photographed on Sunday."
        holder   Sheriff, property room
          thing  2021-1190 "jacket of brown leather" incident 21-0886
    """) == []  # fmt: skip


def test_a_short_number_after_the_incident_is_the_same_thing(audit):
    words = "Evidence item 1, a jacket, was collected and packaged in paper."
    assert audit(OPENING.format(words=words) + """
        holder   Sheriff, property room
          thing  21-0886-1 "jacket of brown leather" incident 21-0886
    """, "referenced_not_held") == []  # fmt: skip


def test_a_list_of_many_things_is_one_gap(matter):
    words = " ".join(f"Tag no. SJ40{at}-1 was found." for at in range(10, 22))
    small = matter(OPENING.replace("copy   report_21-0886.txt", "").format(words=words))
    (says,) = small.says("referenced_not_held")
    assert says.startswith("Item SJ4010-1 and 11 more items are named in reports/report_21-0886")
    assert len(small.finding("referenced_not_held").sources) == 12


def test_what_documents_of_other_incidents_name_is_no_question_here(audit):
    words = "The road to the ranch was dry on the day, and the gate stood open."
    assert audit(OPENING.format(words=words) + """
        holder   Sheriff, other
          report 23-10447 "I booked one bicycle as evidence item 2023-0077 on Monday."
    """) == []  # fmt: skip


def test_a_production_alone_says_not_received(matter):
    small = matter("""
        matter   State v. Harlan, incident 21-0886, defendant Harlan, defendant Reed
        produced Harlan, volume 7
          file   report.txt "I booked one jacket as evidence item 2021-1190 that evening."
    """)
    assert small.lines() == ["2 referenced_not_held  Item 2021-1190  Harlan"]
    assert small.says("referenced_not_held")[0].endswith(
        "not found in the production to Harlan loaded here (VOL007)"
    )


ROWS = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Archives, records
      file   23-10447-S2.pdf "The second supplement tells of the call from the annex on Sunday."
      table  index.csv "{header}" "{row}"
    produced Harlan, volume 7
      copy   23-10447-S2.pdf
"""


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("File Name,Title", "23-10447-S2.pdf,Supplement"),
        ("File Name,Title", "2022/23-10447-S2.PDF,Supplement"),
        ("File Name,Title", "23-10447-S2,Supplement"),
        ("Evidence No,Description", "23-10447-S2,Supplement of the officer"),
    ],
)
def test_a_row_that_names_a_held_file_is_no_gap(audit, header, row):
    opening = ROWS.replace("incident 21-0886,", "")
    assert audit(opening.format(header=header, row=row)) == []


def test_a_row_that_names_a_file_not_held_is_one_gap(matter):
    row = "23-10447-S9.pdf,Supplement"
    small = matter(ROWS.replace("incident 21-0886,", "").format(header="File Name,Title", row=row))
    assert small.lines() == ["2 referenced_not_held  index.csv"]
    assert small.says("referenced_not_held") == [
        (
            "records/index.csv lists the file 23-10447-S9.pdf; not found in what was added here"
            " (Archives; VOL007)"
        )
    ]


def test_a_photograph_named_like_a_box_is_not_the_box(audit):
    opening = ROWS.replace("incident 21-0886,", "").replace("23-10447-S2.pdf", "2024-0311.pdf")
    row = "2024-0311,box of 24 cartridges"
    assert audit(opening.format(header="Evidence No,Description", row=row)) == [
        "1 held_not_disclosed  2024-0311  Harlan"
    ]


def test_a_number_that_ocr_misread_is_the_held_one(audit):
    words = "I booked one jacket as evidence item 2O21-119O before the end of the shift."
    told = OPENING.format(words=words)
    thing = 'holder Sheriff, property room\n thing 2021-1190 "leather jacket" incident 21-0886'
    assert audit(f"{told}\n{thing}", rule="referenced_not_held") == []
    other = thing.replace("2021-1190", "2021-1180")
    assert audit(f"{told}\n{other}", rule="referenced_not_held") == [
        "2 referenced_not_held  Item 2O21-119O"
    ]
