"""`kyles items`: every item with its state, filtered, now and before."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit


def paths(kyles: Run, *words: object) -> list[str]:
    return [one["path"] for one in kyles("items", "--json", *words).json["items"]]


def test_each_item_is_a_line_with_its_state(
    kyles: Run, case: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("COLUMNS", raising=False)
    ran = kyles("items")
    assert ran.code == Exit.DONE
    lines = ran.out.splitlines()
    assert lines[0].split() == ["item", "side", "kind", "state", "pages", "path"]
    (broken,) = [line for line in lines if "broken.pdf" in line]
    assert "failed" in broken
    assert "damaged" in broken
    assert ran.err == "9 of 9 items\n"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("--held",), 7),
        (("--produced",), 2),
        (("--holder", "County Sheriff"), 7),
        (("--holder", "county sheriff"), 7),
        (("--state", "failed"), 1),
        (("--unread",), 1),
        (("--produced", "--unread"), 0),
    ],
)
def test_filters(kyles: Run, case: Path, words: tuple[str, ...], count: int):
    assert len(paths(kyles, *words)) == count


def test_before(kyles: Run, case: Path):
    assert paths(kyles, "--as-of", 1) == []
    assert len(paths(kyles, "--as-of", 4)) < 9
    assert len(paths(kyles)) == 9


def test_narrow_terminals_lose_nothing(kyles: Run, case: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "40")
    out = kyles("items").out
    assert max(map(len, out.splitlines())) <= 52
    assert "sheriff/supplement_2.pdf" in out


def test_nothing_fits(kyles: Run, case: Path):
    ran = kyles("items", "--holder", "Nobody")
    assert (ran.code, ran.out, ran.err) == (Exit.DONE, "", "0 of 9 items\n")
