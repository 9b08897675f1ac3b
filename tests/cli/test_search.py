"""`kyles search`: pages that say some words."""

from pathlib import Path

from tests.cli.conftest import Run

from kyles.errors import Exit


def test_pages_are_listed_with_what_they_say(kyles: Run, case: Path):
    ran = kyles("search", "cartridges")
    assert ran.code == Exit.DONE
    assert ran.out.splitlines()[0].split() == ["item", "side", "page", "label", "path", "says"]
    assert "cartridges" in ran.out.lower()
    assert ran.err.endswith("pages\n")


def test_the_same_as_json(kyles: Run, case: Path):
    made = kyles("search", "--json", "--held", "cartridges").json
    assert made["total"] == len(made["hits"])
    assert {hit["side"] for hit in made["hits"]} == {"held"}
    assert all("cartridges" in hit["says"].lower() for hit in made["hits"])


def test_nothing_fits(kyles: Run, case: Path):
    ran = kyles("search", "xylophone")
    assert (ran.code, ran.out, ran.err) == (Exit.DONE, "", "0 of 0 pages\n")


def test_words_are_needed(kyles: Run, case: Path):
    assert kyles("search").code == Exit.USAGE
