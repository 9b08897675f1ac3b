"""Booked under another number: two kinds of signals relate it, a case number alone does not."""

import pytest

from kyles.model import FindingState
from kyles.store import incident_answers

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      thing  2024-0311 "box of 24 cartridges" incident 23-10447 from "T. Doe"
"""
GIVEN = """
    produced Harlan, volume 7
      copy   report_21-0886.txt
"""


def with_report(words, *, opening=OPENING):
    return f'{opening}\n  report 21-0886 "{words}"\n{GIVEN}'


def test_booked_under_another_number(matter):
    small = matter(with_report("T. Doe offered a box of cartridges at the front desk on Sunday."))
    assert small.lines() == [
        "1 held_not_disclosed  2024-0311  Harlan",
        "1 linked_incident  2024-0311",
    ]
    assert small.says("linked_incident") == [
        (
            "Sheriff has “box of 24 cartridges” (item 2024-0311) under Agency case no. 23-10447."
            " With 21-0886 it has in common: both name T. Doe; both speak of rounds. Related?"
        )
    ]
    assert small.says("held_not_disclosed")[0].startswith(
        "Sheriff has “box of 24 cartridges” (item 2024-0311), under Agency case no. 23-10447; not"
    )
    places = small.finding("linked_incident").sources
    assert [(one.path, one.quote[:6]) for one in places if one.path.endswith("0886.txt")] == [
        ("property room/report_21-0886.txt", "T. Doe"),
        ("property room/report_21-0886.txt", ""),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The armourer loaded the revolver of the actor that day.",  # nothing shared
        "T. Doe said that the weather was clear on the day of the shooting.",  # a person alone
        "R. Doe offered a box of cartridges at the front desk on Sunday.",  # another person
        "A box of 24 cartridges stood on the cart on the day of the shooting.",  # a thing alone
        "Deputy T. Doe booked a box of cartridges into evidence on Sunday.",  # an officer on duty
    ],
)
def test_one_signal_or_none_keeps_a_candidate_out(audit, words):
    words = words.replace("Deputy T. Doe", "Deputy T. Roe")
    assert audit(with_report(words)) == []


def test_a_number_alone_is_a_question(matter):
    small = matter(with_report("See also the call for service and report 23-10447 of the annex."))
    assert small.lines() == []
    assert small.lines("linked_incident") == ["4 linked_incident  2024-0311"]


def test_an_officer_is_in_every_case(audit):
    opening = OPENING.replace(' from "T. Doe"', "") + (
        '\n  report 23-10447 "Deputy Lindqvist took 24 cartridges over the counter of the annex."'
    )
    words = "Deputy Lindqvist secured the cart with 24 cartridges on the day."
    assert audit(with_report(words, opening=opening)) == []


def test_a_person_in_many_incidents_tells_nothing(audit):
    more = "\n".join(
        f'  thing 2024-05{at:02} "jacket" incident 23-2000{at} from "T. Doe"' for at in range(4)
    )
    words = "T. Doe offered a box of cartridges at the front desk on Sunday."
    assert audit(with_report(words, opening=f"{OPENING}{more}")) == []


def test_a_serial_number_and_the_thing(audit):
    opening = OPENING.replace(
        '"box of 24 cartridges"', '"Colt revolver, serial number AB12345"'
    ).replace(' from "T. Doe"', "")
    words = "The revolver of the actor was a Colt revolver with serial number AB12345 on its frame."
    found = audit(with_report(words, opening=opening))
    assert "1 linked_incident  2024-0311" in found


def test_a_matter_without_incidents_has_no_candidates(audit):
    opening = OPENING.replace(" incident 21-0886,", "")
    assert audit(opening) == ["1 held_not_disclosed  2024-0311  Harlan"]


def test_an_item_of_this_incident_is_no_candidate(audit):
    opening = OPENING.replace("incident 23-10447", "incident 21-00886")  # another spelling
    assert audit(opening) == ["1 held_not_disclosed  2024-0311  Harlan"]


def test_a_person_accepts_or_rejects_the_link(matter):
    small = matter(with_report("T. Doe offered a box of cartridges at the front desk on Sunday."))
    assert len(small.lines()) == 2
    assert small.tell("unrelated 2024-0311").lines() == []
    assert small.finding("linked_incident").state is FindingState.ENDED
    small.tell("related 2024-0311")
    assert small.lines() == ["1 held_not_disclosed  2024-0311  Harlan"]


def test_a_person_accepts_a_candidate_without_signals(matter):
    small = matter(with_report("The armourer loaded the revolver of the actor that day."))
    assert small.tell("related 2024-0311").lines() == ["1 held_not_disclosed  2024-0311  Harlan"]


def test_one_incident_is_asked_about_once(matter):
    more = '\n  thing 2024-0312 "receipt for the box" incident 23-10447'
    small = matter(with_report("T. Doe offered a box of cartridges at the front desk on Sunday.",
                               opening=OPENING + more))  # fmt: skip
    assert small.lines("linked_incident") == ["1 linked_incident  Agency case no. 23-10447"]
    (says,) = small.says("linked_incident")
    assert says.startswith(
        "Sheriff has 2 items (“box of 24 cartridges” (item 2024-0311), “receipt for the box” (item"
        " 2024-0312)) under Agency case no. 23-10447. With 21-0886 they have in common:"
    )


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("yes", ["1 held_not_disclosed  2024-0311  Harlan"]),
        ("no", []),
        ("ask", ["1 held_not_disclosed  2024-0311  Harlan", "1 linked_incident  2024-0311"]),
    ],
)
def test_an_answer_for_the_incident_is_remembered(matter, answer, lines):
    small = matter(with_report("T. Doe offered a box of cartridges at the front desk on Sunday."))
    with small.store() as store:
        store.record([incident_answers.answered("23-010447", answer, "the case agent said so")])
        (told,) = incident_answers.answers(store.view()).values()
    assert (told.answer, told.by, told.incident) == (answer, "a lawyer", "23-010447")
    assert small.lines() == lines


def test_an_answer_for_an_item_comes_before_one_for_its_incident(matter):
    small = matter(with_report("T. Doe offered a box of cartridges at the front desk on Sunday."))
    with small.store() as store:
        store.record([incident_answers.answered("23-10447", "no", "")])
    assert small.tell("related 2024-0311").lines() == ["1 held_not_disclosed  2024-0311  Harlan"]


def test_the_same_collector_and_place_is_a_question(matter):
    table = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      table  inventory.csv "Item No,Description,Case No,Collected By" "{ours}" "{theirs}"
    """
    ours = "2021-1187,brown jacket from 500 Elm St,21-0886,Det. Roe"
    small = matter(table.format(ours=ours, theirs="2024-0311,sack at 500 Elm Street,23-1,Roe"))
    assert small.lines("linked_incident") == ["4 linked_incident  2024-0311"]
    (says,) = small.says("linked_incident")
    assert "both name 500 ELM ST; both were collected or handled by ROE. Related?" in says
    apart = matter(table.format(ours=ours, theirs="2024-0311,sack at 12 Oak Ave,23-1,Roe"))
    assert apart.lines("linked_incident") == []  # the same collector alone


def test_a_telephone_number_ties_a_report(matter):
    words = "The caller left 505-555-0134 as the number of the shop."
    small = matter(with_report(words) + '''
        holder Sheriff, others
          report 23-20001 "A receipt of (505) 555-0134 lay in the drawer."
    ''')  # fmt: skip
    assert small.lines("linked_incident") == ["4 linked_incident  report_23-20001.txt"]


def test_who_chose_the_number_is_cited(matter):
    words = (
        "T. Doe offered a box of cartridges. The box was booked under case no. 23-10447 at the"
        " direction of Sgt. Moss because it was not thought related."
    )
    small = matter(with_report(words))
    (says,) = small.says("linked_incident")
    assert (
        "Of the number it is said: “The box was booked under case no. 23-10447 at the direction of"
        " Sgt. Moss because it was not thought related.” Related?"
    ) in says
