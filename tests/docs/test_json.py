"""Every key of every `--json` is told of in docs/reference/json.md, and no other is."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run, built, case, kyles
from tests.docs.pages import REFERENCE, slug

__all__ = ["built", "case", "kyles"]

PAGE = (REFERENCE / "json.md").read_text("utf-8")
ROW = re.compile(r"^\| (?P<keys>`.*`) \| (?P<says>.*) \|$", re.MULTILINE)

COMMANDS = {
    "kyles audit --json": [["audit"]],
    "kyles findings --json": [["findings"]],
    "kyles coverage --json": [["coverage"]],
    "kyles compare --json": [["compare", "supplement_2.pdf"]],
    "kyles items --json": [["items"]],
    "kyles holders --json": [["holders"]],
    "kyles productions --json": [["productions"], ["productions", "--defendant", "Harlan"]],
    "kyles references --json": [["references"]],
    "kyles show --json": [["show", "F-0001"], ["show", "2024-0311"], ["show", "supplement_2.pdf"],
                          ["show", "VOL001.pdf"]],
    "kyles withhold --json": [["withhold"]],
    "kyles add --json": [["add", "../sheriff", "--holder", "County Sheriff"]],
    "kyles doctor --json": [["doctor"]],
}  # fmt: skip


def documented(heading: str) -> set[str]:
    """The keys that a section tells of; a link to another section stands for its keys."""
    (section,) = [one for one in re.split(r"^## ", PAGE, flags=re.MULTILINE)
                  if slug(one.split("\n")[0]) == slug(heading)]  # fmt: skip
    found: set[str] = set()
    for row in ROW.finditer(section):
        keys = re.findall(r"`([^`]+)`", row["keys"])
        (to, *_) = re.findall(r"\]\(#([\w-]+)\)", row["says"]) or [None]
        inner = documented(to) if (to and keys[0].endswith("[]")) or to == "scope" else {""}
        found |= {f"{key}.{one}".rstrip(".") for key in keys for one in inner}
    return found


def keys(value: Any, path: str = "") -> Iterator[str]:
    """The paths of a document to every value that is no object."""
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from keys(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list) and value:
        for inner in value:
            yield from keys(inner, f"{path}[]")
    else:
        yield path


def compared(told: Iterable[str], known: set[str]) -> tuple[set[str], set[str]]:
    """Keys of documents that no page tells of, and keys of a page that no document has."""
    patterns = {one: re.compile(re.escape(one).replace(r"\*", ".+")) for one in known}
    unknown, seen = set(), set()
    for key in told:
        fits = {one for one, pattern in patterns.items() if pattern.fullmatch(key)}
        below = {one for one in known if one.startswith((f"{key}[]", f"{key}."))}
        seen |= fits
        if not fits and not below:  # an empty list or object tells nothing of what is in it
            unknown.add(key)
    return unknown, known - seen


@pytest.fixture
def busy(kyles: Run, case: Path) -> Path:
    """A matter in which something of everything has happened."""
    kyles("request", "--defendant", "Harlan", "--out", "letter.docx")
    kyles("decide", "F-0001", "--asked", "the sheriff")
    kyles("withhold", "photograph_log.pdf", "--provision", "Rule 5-501(F)", "--reason", "a test")
    (case / "sheriff" / "damaged.pdf").write_bytes(b"%PDF-1.7 damaged")
    return case


@pytest.mark.parametrize("heading", COMMANDS)
def test_keys_of_a_command(kyles: Run, busy: Path, heading: str) -> None:
    told = {key for words in COMMANDS[heading] for key in keys(kyles(*words, "--json").json)}
    unknown, gone = compared(told, documented(heading))
    assert unknown == set()
    assert gone - EMPTY.get(heading, set()) == set()


#: Keys that the small matter leaves empty.
EMPTY = {
    "kyles audit --json": {"scope.unfinished[]"},
    "kyles coverage --json": {"items[].missing_time[]"},
    "kyles compare --json": {"items[].missing_time[]"},
    "kyles show --json": {"inside[]"},
    "kyles doctor --json": {"wrong[]"},
}


def test_keys_of_the_files_of_an_export(kyles: Run, busy: Path, tmp_path: Path) -> None:
    kyles("export", "--out", tmp_path / "out")
    kyles("export", "--out", tmp_path / "served", "--served-to", "Harlan")
    for file, heading in (
        ("out/findings.json", "kyles audit --json"),
        ("out/coverage.json", "kyles coverage --json"),
        ("served/served.json", "Files of kyles export"),
    ):
        told = set(keys(json.loads((tmp_path / file).read_text("utf-8"))))
        unknown, gone = compared(told, documented(heading))
        assert (unknown, gone - EMPTY.get(heading, set())) == (set(), set()), file


def test_every_command_with_json_is_told_of() -> None:
    from docs.generated.commands import commands

    from kyles.cli import kyles as group

    with_json = {
        f"kyles {name} --json"
        for name, command in commands(group)
        if any("--json" in option.opts for option in command.params)
    }
    assert with_json == set(COMMANDS)
