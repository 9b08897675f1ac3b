"""`kyles request`: the letter, its numbers, and what the next audit says of them."""

from pathlib import Path

import docx
from tests.cli.conftest import Run

from kyles.errors import Exit

WORDS = ("request", "--defendant", "harlan", "--out")


def test_a_letter_is_written_and_remembered(kyles: Run, case: Path):
    ran = kyles(*WORDS, case / "letter.docx")
    assert ran.code == Exit.DONE, ran.err
    words = "\n".join(one.text for one in docx.Document(str(case / "letter.docx")).paragraphs)
    asked = kyles("audit", "--json").json["requests"]
    assert asked
    assert {one["for"] for one in asked} == {"Harlan"}
    assert [one["number"] for one in asked] == list(range(1, len(asked) + 1))
    assert "State v. Harlan" in words


def test_the_next_letter_goes_on_with_the_numbers(kyles: Run, case: Path):
    kyles(*WORDS, case / "first.docx")
    before = kyles("audit", "--json").json["requests"]
    kyles(*WORDS, case / "second.docx")
    assert kyles("audit", "--json").json["requests"] == before


def test_what_is_given_later_answers_it(kyles: Run, case: Path):
    kyles(*WORDS, case / "letter.docx")
    kyles("disclose", "2024-0311", "--to", "Harlan", "--on", "2024-05-01", "--by", "served")
    answers = {one["label"]: one["answer"] for one in kyles("audit", "--json").json["requests"]}
    (box,) = [answer for label, answer in answers.items() if "24 cartridges" in label]
    assert box == "answered: provided"


def test_the_letter_is_a_word_file(kyles: Run, case: Path):
    ran = kyles(*WORDS, case / "letter.pdf")
    assert ran.code == Exit.USAGE
    assert ".docx" in ran.err
    assert not (case / "letter.pdf").exists()
