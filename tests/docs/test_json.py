"""Every key of every `--json` is told of in docs/reference/json.md, and no other is."""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from docs.generated.commands import commands
from tests.cli.conftest import Run, built, case, kyles
from tests.docs.pages import REFERENCE, ROOT, slug

from kyles.cli import kyles as group

__all__ = ["built", "case", "kyles"]

PAGE = (REFERENCE / "json.md").read_text("utf-8")
ROW = re.compile(r"^\| (?P<keys>`.*`) \| (?P<says>.*) \|$", re.MULTILINE)

RULES = ROOT / "src/kyles/law/jurisdictions/us_nm.yaml"
COMMANDS = {
    "kyles audit --json": [["audit"]],
    "kyles findings --json": [["findings"]],
    "kyles coverage --json": [["coverage"]],
    "kyles compare --json": [["compare", "supplement_2.pdf"]],
    "kyles incidents --json": [["incidents"]],
    "kyles items --json": [["items"]],
    "kyles search --json": [["search", "cartridges"]],
    "kyles holders --json": [["holders"]],
    "kyles productions --json": [["productions"], ["productions", "--defendant", "Harlan"],
                                 ["productions", "--by-kind"]],
    "kyles references --json": [["references"]],
    "kyles show --json": [["show", "F-0001"], ["show", "2024-0311"], ["show", "supplement_2.pdf"],
                          ["show", "VOL001.pdf"]],
    "kyles withhold --json": [["withhold"]],
    "kyles add --json": [["add", "../sheriff", "--holder", "County Sheriff"]],
    "kyles doctor --json": [["doctor"]],
    "kyles ocr --json": [["ocr"], ["ocr", "--dry-run"]] if shutil.which("tesseract") else [],
    "kyles events --json": [["events"]],
    "kyles changes --json": [["changes"]],
    "kyles chronology --json": [["chronology"]],
    "kyles team --json": [["team"]],
    "kyles victims --json": [["victims"]],
    "kyles sources --json": [["sources"]],
    "kyles custody --json": [["custody", "2024-0311"]],
    "kyles holds --json": [["holds"]],
    "kyles holds propose --json": [["holds", "propose"]],
    "kyles disposition --json": [["disposition"]],
    "kyles duties --json": [["duties"], ["duties", "--history"]],
    "kyles civil-claims --json": [["civil-claims", "--defendant", "Harlan"]],
    "kyles codefendants --json": [["codefendants"]],
    "kyles law show --json": [["law", "show", "us-nm.tca.notice", "--court", "us-nm/district"]],
    "kyles law check --json": [["law", "check", str(RULES)]],
    "kyles law list --json": [["law", "list", "--court", "us-nm/district"]],
    "kyles ledger fsck --json": [["ledger", "fsck"]],
    "kyles receipts list --json": [["receipts", "list"]],
    "kyles certificate --json": [["certificate", "--defendant", "Harlan", "--out", "out", "--by",
                                  "A. Lawyer"]],
    "kyles users --json": [["users"]],
    "kyles notes --json": [],  # asks for a password: tests/cli/test_notes.py has its keys
    "kyles reads --json": [["reads"]],
    "kyles verify --json": [["verify", "certificate/certificate.kyles-proof"]],
    "kyles cosign --json": [["cosign", "cosigner", "request"]],
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
    kyles("disposition", "--defendant", "Reed", "--kind", "convicted", "--on", "2024-07-12")
    return case


@pytest.fixture
def late(kyles: Run, busy: Path) -> Path:
    """The same, with people and events, and with a log that others countersign."""
    event, harlan = ("events", "add"), ("--defendant", "Harlan")
    kyles(*event, "offense", "--on", "2021-10-21")
    kyles(*event, "arraignment", "--on", "2024-01-31", *harlan)
    kyles(*event, "recording", "--on", "2024-03-06", "--says", "any video of the hand-over")
    kyles(*event, "verdict", "--on", "2024-03-06", "--defendant", "Reed")
    kyles(*event, "hand_over", "--on", "2024-03-07", "--item", "2024-0311", "--says", "handed in")
    kyles(*event, "dismissal", "--on", "2024-07-12", *harlan)
    kyles("team", "add", "A. Poe", "--role", "technician", "--agency", "County Sheriff",
          "--government", "county", "--body", "A County", "--since", "2021-10-21")  # fmt: skip
    for at, act, name in (("2024-03-07", "received", "A. Poe"), ("2024-03-08", "moved", "B. Roe")):
        kyles("custody", "2024-0311", "--record", act, "--at", at, "--from", name, "--to", "A. Poe")
    camera = ("County Sheriff", "--system", "body-worn cameras")
    kyles("sources", "asked", *camera, "--on", "2024-02-01", "--by", "A. Poe", "--says", "by mail")
    kyles("sources", "answered", *camera, "--on", "2024-02-03", "--answer", "export", "--export",
          "kyles.toml")  # fmt: skip
    (annex := busy / "annex").mkdir()
    row = "2024-0411,box of 24 cartridges,23-10447"
    (annex / "annex.csv").write_text(f"Item No,Description,Case No\n{row}\n", "utf-8")
    kyles("add", "../annex", "--holder", "County Sheriff")
    (annex / "annex.csv").write_text(
        f"Item No,Description,Case No\n{row}\n2024-0412,jar,\n", "utf-8"
    )
    kyles("add", "../annex", "--holder", "County Sheriff")
    kyles("incidents", "answer", "23-10447", "--ask", "B. Roe")
    kyles("victims", "add", "B. Roe")
    kyles("victims", "notify", "B. Roe", "--about", "hearing", "--on", "2024-07-01")
    kyles("holds", "draft", "--to", "A. Poe", "--scope", "video", "--system", "mail",
          "--item", "2024-0311")  # fmt: skip
    of_harlan = ("VOL001", "--defendant", "Harlan")
    kyles("receipts", "fetched", *of_harlan, "--on", "2024-03-02", "--says", "log of the portal")
    made = kyles("cosign", "defense", "--init", "defense.example").out
    kyles("ledger", "cosigner", "defense", made.split()[-1])
    kyles("receipts", "ask", *of_harlan, "--out", "list")
    kyles("receipts", "sign", "list", "../VOL001", "--key", "defense", "--out", "receipt")
    kyles("receipts", "keep", "receipt")
    kyles("certificate", "--defendant", "Reed", "--out", "certificate", "--by", "A. Lawyer")
    kyles("cosign", "cosigner", "--init", "court.example")
    kyles("ledger", "checkpoint", "--request", "request")
    kyles("cosign", "cosigner", "--log", kyles("ledger", "policy").out.split()[1])
    return busy


def test_keys_of_every_command(kyles: Run, late: Path) -> None:
    wrong = {}
    for heading, lines in COMMANDS.items():
        told = {key for words in lines for key in keys(kyles(*words, "--json").json)}
        unknown, gone = compared(told, documented(heading))
        wrong[heading] = (unknown, gone - EMPTY.get(heading, set()))
    assert {heading: both for heading, both in wrong.items() if any(both)} == {}


#: Keys that the small matter leaves empty.
MISSING_TIME = {"items[].missing_time[].start", "items[].missing_time[].end", "items[].lacks[]"}
EMPTY = {
    "kyles audit --json": {"scope.unfinished[]"},
    "kyles chronology --json": {"events[].readings[].first", "events[].readings[].last"},
    "kyles coverage --json": MISSING_TIME,
    "kyles codefendants --json": {"unread[].folder", "unread[].reason"},
    "kyles compare --json": MISSING_TIME,
    "kyles custody --json": {f"events[].source.{name}" for name in ("item", "path", "row")},
    "kyles show --json": {"inside[]"},
    "kyles doctor --json": {"wrong[]"},
    "kyles ocr --json": {"documents", "pages", "todo", "seconds", "unreadable[].path",
                         "unreadable[].page", "unreadable[].reason"}
    | {f"differing[].{name}" for name in ("path", "page", "first[]", "second[]")},
    "kyles law check --json": {"wrong[]"},
    "kyles ledger fsck --json": {"wrong[]"},
    "kyles notes --json": {f"drafts[].{name}" for name in ("at", "by", "title", "text")}
    | {f"notes[].{name}" for name in ("at", "by", "item", "page", "text")},
    "kyles reads --json": {f"reads[].{name}" for name in ("at", "by", "kind", "page", "address")},
    "kyles users --json": {
        "users[].name", "users[].codes", "users[].grants[].role", "users[].grants[].matter",
        "users[].grants[].defendant", "users[].grants[].holder", "users[].grants[].items[]",
    },
    "kyles verify --json": {"wrong[]"},
}  # fmt: skip


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


def with_json(group: click.Group, name: str = "kyles") -> Iterator[str]:
    """Every command that has `--json`, also those inside a command."""
    for own, command in commands(group):
        if any("--json" in option.opts for option in command.params):
            yield f"{name} {own} --json"
        if isinstance(command, click.Group):
            yield from with_json(command, f"{name} {own}")


def test_every_command_with_json_is_told_of() -> None:
    assert set(with_json(group)) == set(COMMANDS)
