"""Words: those of the evidence, those that are ours, and those that no face may say."""

import re
from collections.abc import Iterable
from pathlib import Path

import kyles
from kyles.audit import Audited

FORBIDDEN = ("hidden", "suppressed", "violation", "guilty", "must exist")

_WORD = re.compile(r"[^\W\d_]{3,}")


def words(text: str) -> set[str]:
    """The words of a text, folded."""
    return {word.casefold() for word in _WORD.findall(text)}


def ours() -> set[str]:
    """Every word of our own code, templates and rule files."""
    room = Path(kyles.__file__).parent
    kinds = (".py", ".html", ".css", ".yaml")
    files = (file for file in room.rglob("*") if file.suffix in kinds)
    return {word for file in files for word in words(file.read_text("utf-8"))}


def only_of_evidence(audited: Audited, extra: Iterable[str] = ()) -> set[str]:
    """Words of the texts that stand in no path, in no name of the matter, and are not ours."""
    audit = audited.audit
    told = {word for pages in audit.texts.pages.values() for page in pages.values()
            for reading in page for word in words(reading.text)}  # fmt: skip
    told |= {word for item in audit.items.values() for fact in item.facts
             for word in words(fact.value)}  # fmt: skip
    named = [item.path for item in audit.items.values()]
    named += [item.holder or "" for item in audit.items.values()]
    named += [audit.matter.title, *audit.matter.defendants, *extra]
    return told - {word for name in named for word in words(name)} - ours()
