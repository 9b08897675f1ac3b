"""Several letters or one; relief against the disposition stated, for the same defendant."""

from pathlib import Path

import pytest

from kyles import chronology

MATTER = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Press
      file   article.txt "{}"
    produced Harlan, volume 7
      copy   article.txt
"""
LETTERS = """A. Poe has sent letters to both the sheriff and the prosecutor.

The letter makes the request for the sake of a later claim."""
RELIEF = """The trial of Dan Harlan came to its end, but Ann Doe's family want a new trial in
the case against Harlan.

The case ended with prejudice, meaning that the State cannot refile charges against Harlan."""
SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LETTERS, "press/article.txt: speaks of several letters, then of “the letter”"),
        (RELIEF, ("press/article.txt: Ann Doe's family asks for a new trial in the case against"
                 " Harlan, which it says cannot be refiled")),
    ],
)  # fmt: skip
def test_both_passages_are_cited(matter, text: str, says: str) -> None:
    found = matter(MATTER.format(text)).finding("discrepancy")
    assert found.says == says
    assert len(found.sources) == 2


@pytest.mark.parametrize(
    "text",
    [
        LETTERS.replace("letters to both", "a letter to both"),
        LETTERS.replace("The letter makes", "The letters make"),
        LETTERS.replace("The letter makes", "The letter to the sheriff makes"),
        RELIEF.replace("charges against Harlan", "charges against Reed"),
        RELIEF.replace("cannot refile", "may refile"),
        "B. Reed seeks a new trial. The State cannot refile charges against Harlan.",
    ],
)
def test_what_needs_no_explaining(audit, text: str) -> None:
    assert audit(MATTER.format(text), "discrepancy") == []


@pytest.mark.skipif(not SEED.exists(), reason="the article is not part of the project")
def test_the_article() -> None:
    found = chronology.discrepancies(tuple(chronology.sentences(1, SEED.read_text("utf-8"))))
    assert [len(one.passages) for one in found] == [2, 3]
