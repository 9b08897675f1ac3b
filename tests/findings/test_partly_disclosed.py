"""Given in part: what is missing, on which page, and how much."""

PAGES = (
    '"On the sixth of March a former officer came to the front desk and asked to hand in'
    ' ammunition that he believed was connected with the shooting at the ranch."'
    ' "Three of the cartridges appeared to match the live rounds recovered from the cart. The'
    ' laboratory was asked whether a comparison with them was wanted by anybody."'
    ' "Copies of this supplement go to the records section and to the evidence technician, who'
    ' signed for them in the evening of that day."'
)
OPENING = f"""
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, reports
      file   supplement.pdf {PAGES}
    produced Harlan, volume 7, on 2024-03-01
"""


def test_a_page_that_was_not_given(matter):
    small = matter(f"{OPENING}\n  copy supplement.pdf as given.pdf without 2 bates HAR-000001")
    assert small.lines() == ["1 partly_disclosed  supplement.pdf  Harlan"]
    one = small.finding("partly_disclosed")
    assert one.says == (
        "reports/supplement.pdf was given to Harlan in part: page 2 of 3 not found. Compared with"
        " the production to Harlan loaded here (VOL007, as of 1 March 2024)"
    )
    (place,) = one.sources
    assert (place.page, place.reading) == (2, "text")
    assert place.quote.startswith("Three of the cartridges")
    assert 200 < one.score < 500


def test_all_pages_in_another_order_and_other_files_is_whole(audit):
    assert audit(f"""{OPENING}
          copy   supplement.pdf as last.pdf without 1-2 bates HAR-000001
          copy   supplement.pdf as first.pdf without 3 bates HAR-000002
    """) == []  # fmt: skip


def test_words_that_are_missing_or_other(matter):
    changed = PAGES.replace(" recovered from the cart", " recovered from the truck").replace(
        ", who signed for them in the evening of that day", ""
    )
    small = matter(f"{OPENING}\n  file given.pdf {changed} bates HAR-000001")
    (says,) = small.says("partly_disclosed")
    assert "different in what was given" in says
    assert "page 1" not in says


def test_a_page_that_the_log_covers_is_told_and_opens_nothing(audit):
    assert audit(f"""{OPENING}
          copy   supplement.pdf as given.pdf without 2 bates HAR-000001
        withheld supplement.pdf pages 2 under "Rule 5-501(F)"
    """) == []  # fmt: skip


def test_a_document_of_another_incident_that_was_given_in_part_belongs(audit):
    opening = OPENING.replace('file   supplement.pdf "', 'file supplement.pdf "Case no. 23-10447. ')
    assert audit(f"{opening}\n  copy supplement.pdf as given.pdf without 2 bates HAR-000001") == [
        "1 partly_disclosed  supplement.pdf  Harlan"
    ]


def misread(text: str) -> str:
    """Some letters as a machine might read them, all over."""
    swaps = {"e": "c", "l": "1", "o": "0", "t": "f", "a": "o"}
    return "".join(
        swaps.get(letter, letter) if at % 17 == 3 else letter for at, letter in enumerate(text)
    )


def test_a_short_gap_in_misread_text_asks_to_compare_the_pages(matter):
    given = misread(PAGES.replace(" that he believed was connected with the shooting", ""))
    small = matter(f"{OPENING}\n  file given.pdf {given} bates HAR-000001")
    assert small.lines() == ["2 partly_disclosed  supplement.pdf  Harlan"]
    (says,) = small.says("partly_disclosed")
    assert "compare the pages" in says


def test_a_page_missing_from_misread_text_is_missing(matter):
    first, last = PAGES.split(' "Three')[0], PAGES.rsplit('" "', 1)[1]
    given = misread(f'{first} "{last}')
    small = matter(f"{OPENING}\n  file given.pdf {given} bates HAR-000001")
    assert small.lines() == ["1 partly_disclosed  supplement.pdf  Harlan"]


CUES = tuple(
    f"{at}\n00:{at:02d}:10,000 --> 00:{at:02d}:40,000\nAnswer {at}: {words}\n"
    for at, words in enumerate(
        ("I saw the truck at the north gate before the lights went out.",
         "Nobody asked me about the boxes that stood on the cart that day.",
         "He told the sergeant that the two rounds were not the same make.",
         "I signed for them in the evening and went home after that."), 1)
)  # fmt: skip


def test_what_is_missing_of_a_transcript_is_named_by_its_time(matter):
    held, given = (" ".join(f'"{one}"' for one in some) for some in (CUES, CUES[:2] + CUES[3:]))
    small = matter(f"""
        matter   State v. Harlan, incident 21-0886, defendant Harlan
        holder   Sheriff, interviews
          table  interview.srt {held}
        produced Harlan, volume 7, on 2024-03-01
          table  interview.txt {given}
    """)
    (says,) = small.says("partly_disclosed")
    assert "(00:03:10 to 00:03:40)" in says
