"""Held by somebody, and nothing of it given."""

import pytest

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      thing  2021-1187 "revolver of calibre .45" incident 21-0886 location "Vault 2"
"""
WEATHER = "The weather of the day was clear until the evening, and the road to the ranch was dry."


def test_a_report_and_a_thing_of_which_nothing_was_given(audit):
    assert audit(f"""{OPENING}
          report 21-0886 "Deputy Lindqvist secured the cart and photographed the boxes upon it."
        produced Harlan, volume 7
          file   weather.txt "{WEATHER}"
    """) == [
        "1 held_not_disclosed  2021-1187  Harlan",
        "1 held_not_disclosed  report_21-0886.txt  Harlan",
    ]  # fmt: skip


def test_nothing_was_produced_at_all(matter):
    small = matter(OPENING)
    assert small.lines() == ["1 held_not_disclosed  2021-1187  Harlan"]
    (says,) = small.says("held_not_disclosed")
    assert says == (
        "Sheriff has “revolver of calibre .45” (item 2021-1187); not found in what was given to"
        " Harlan: no production is loaded here"
    )


def test_every_statement_has_its_scope(matter):
    small = matter(f"""{OPENING}
        produced Harlan, volume 6, on 2024-02-01
          file   weather.txt "{WEATHER}"
        produced Harlan, volume 7, on 2024-03-01
          bytes  locked.pdf "%PDF-1.7 damaged"
    """)
    (says,) = small.says("held_not_disclosed")
    assert says.endswith(
        "not found in the productions to Harlan loaded here"
        " (VOL006, VOL007, as of 1 March 2024; 1 file unreadable)"
    )


@pytest.mark.parametrize(
    "line",
    [
        "copy report_21-0886.txt as production.txt bates HAR-000001",
        "copy report_21-0886.txt as other_name.txt",
    ],
)
def test_a_copy_under_another_name_is_disclosed(audit, line):
    assert audit(f"""
        matter   State v. Harlan, incident 21-0886, defendant Harlan
        holder   Sheriff, reports
          report 21-0886 "Deputy Lindqvist secured the cart and photographed the boxes upon it."
        produced Harlan, volume 7
          {line}
    """) == []  # fmt: skip


@pytest.mark.parametrize(
    ("manner", "told"), [("served", ""), ("email", ""), ("inspected", ""), ("offered", "offered"),
                         ("portal", "put on a portal"), ("oral", "told of")],
)  # fmt: skip
def test_what_was_only_offered_was_not_served(matter, manner, told):
    small = matter(f"{OPENING}\ndisclosed 2021-1187 to Harlan on 2024-04-02 by {manner}")
    says = small.says("held_not_disclosed")
    assert bool(says) == bool(told)
    if told:
        assert f"; {told} on 2 April 2024 to Harlan, which is not service; not found" in says[0]


def test_a_document_that_was_inspected_was_not_served(audit):
    opening = """
        matter   State v. Harlan, incident 21-0886, defendant Harlan
        holder   Sheriff, reports
          report 21-0886 "Deputy Lindqvist secured the cart and photographed the boxes upon it."
    """
    inspected = f"{opening}\ndisclosed report_21-0886.txt to Harlan on 2024-04-02 by inspected"
    assert audit(inspected) == ["1 held_not_disclosed  report_21-0886.txt  Harlan"]
    assert audit(inspected.replace("inspected", "served")) == []


def test_listed_by_number_is_no_gap(audit):
    assert audit(f"""{OPENING}
        produced Harlan, volume 7
          file   log.txt "Evidence booked on the day: item 2021-1187, placed in the vault by me."
    """) == []  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "A revolver of calibre .45 was placed in Vault 2 on the evening of the day.",
        "The technician put one .45 caliber revolver into vault 2 and signed.",
    ],
)
def test_listed_by_two_other_signals_is_no_gap(audit, words):
    assert audit(f'{OPENING}\nproduced Harlan, volume 7\n  file log.txt "{words}"') == []


@pytest.mark.parametrize(
    "words",
    [
        "A revolver was placed in Vault 2 on the evening of the day.",  # which one?
        "A revolver of calibre .45 was in the hand of the actor.",  # one signal
        "A revolver of calibre .38 was placed in Vault 2 on the evening.",  # another one
        "Two boxes of tools were placed in Vault 2 on the evening.",
        "INCIDENT REPORT\nAgency case no. 23-10447\nItem 2021-1187 is in the vault.",
    ],
)
def test_what_does_not_identify_the_thing_under_this_matter(audit, words):
    found = audit(f'{OPENING}\nproduced Harlan, volume 7\n  file log.txt "{words}"')
    assert found == ["1 held_not_disclosed  2021-1187  Harlan"]


def test_a_short_number_alone_identifies_nothing(audit):
    opening = OPENING.replace("2021-1187", "7")
    seven = "Evidence item 7 was collected at the north door and packaged in paper."
    assert audit(f'{opening}\nproduced Harlan, volume 7\n  file log.txt "{seven}"') == [
        "1 held_not_disclosed  7  Harlan"
    ]
    both = "Evidence item 7, a revolver, was collected at the north door and packaged."
    assert audit(f'{opening}\nproduced Harlan, volume 7\n  file log.txt "{both}"') == []


def test_items_of_one_defendant_are_owed_to_that_one_only(audit):
    assert audit("""
        matter   State v. Harlan, incident 21-0886, defendant Harlan, defendant Reed
        holder   Jail, calls of Reed, for Reed
          file   calls.txt "Reed telephoned the number of the armourer twice on Sunday evening."
        holder   Sheriff, property room
          thing  2021-1190 "jacket of brown leather" incident 21-0886 for Harlan
    """) == [
        "1 held_not_disclosed  calls.txt  Reed",
        "1 held_not_disclosed  2021-1190  Harlan",
    ]  # fmt: skip


def test_an_attachment_is_owed_like_its_mail(audit):
    opening = """
        matter   State v. Harlan, incident 21-0886, defendant Harlan
        holder   Prosecutor, mail
          mail   note.eml "The log of the photographs of the cart is attached for your file."
                 with photo_log.txt "Frames one to twelve show the cart with the boxes upon it."
    """.replace("\n                 with", " with")
    assert audit(opening) == [
        "1 held_not_disclosed  note.eml  Harlan",
        "1 held_not_disclosed  photo_log.txt  Harlan",
    ]  # fmt: skip
    body = "The log of the photographs of the cart is attached for your file."
    assert audit(f'{opening}\nproduced Harlan, volume 7\n  file body.txt "{body}"') == [
        "1 held_not_disclosed  photo_log.txt  Harlan"
    ]


EIGHT = "\n".join(
    f'holder Agency {name}\n  file {name}.txt "The laboratory compared the rounds from the cart'
    ' with those of the supplier and found the primers alike."'
    for name in "ABCDEFGH"
)


def test_one_report_held_by_eight_agencies(audit):
    opening = f"matter State v. Harlan, incident 21-0886, defendant Harlan\n{EIGHT}"
    assert audit(opening) == [f"1 held_not_disclosed  {name}.txt  Harlan" for name in "ABCDEFGH"]
    given = f"{opening}\nproduced Harlan, volume 7\n  copy A.txt as given.txt bates HAR-000001"
    assert audit(given) == []


def test_volumes_of_one_name_given_to_two_defendants_are_two(audit):
    opening = """
        matter   State v. Harlan, incident 21-0886, defendant Harlan, defendant Reed
        holder   Sheriff, reports
          file   harlan.txt "Harlan said that he had been told the revolver was cold that day."
          file   reed.txt "Reed said that she had checked each dummy round by shaking it that day."
        produced Harlan, volume 1
          copy   harlan.txt
        produced Reed, volume 1
          copy   reed.txt
    """
    assert audit(opening) == [
        "1 owed_to_codefendant  harlan.txt  Reed",
        "1 owed_to_codefendant  reed.txt  Harlan",
    ]
