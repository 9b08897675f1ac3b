"""From a rule file to a jurisdiction: the format `kyles-rules/1`.

    format: kyles-rules/1
    jurisdiction: us-nm
    name: New Mexico
    courts:
      - {id: district, title: ..., zone: America/Denver}
    sources:
      body-camera: {cite: "NMSA 1978, § 29-1-18", url: "https://...", checked: 2026-11-24}
    expected:
      - id: us-nm.expected.interview-recording
        when: [act INTERROGATION]           # any of these held or mentioned
        expect: [recording INTERVIEW]       # one of these is ordinarily there
        says: ...
        source: body-camera
        trust: verified

A file with `general: yes` has no courts; its rules hold in every court. Further parts, each in the
module that reads it: `counting` (counting_file), `provisions` (provision_file), `claims` and
`bodies` (claim_file). Reading goes on past a wrong entry, so that all problems are told at once.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from kyles.law.claim_file import body, claim
from kyles.law.counting import Counting, Roll
from kyles.law.counting_file import calendar, counting
from kyles.law.jurisdiction import Court, Expectation, Jurisdiction, Level, Source, Trust
from kyles.law.provision import Provision
from kyles.law.provision_file import provision
from kyles.law.reading import RuleFileWrong, Value, parse
from kyles.law.selector_file import selectors
from kyles.law.source_file import named_source, source

FORMAT = "kyles-rules/1"
_REQUIRED = ("format", "jurisdiction", "name", "sources")
_OPTIONAL = ("general", "courts", "expected", "counting", "provisions", "claims", "bodies")
_EXPECTED = ("id", "when", "expect", "says", "source", "trust")
_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
# What stands for a source or a table that is wrong, until the file is refused.
_NO_SOURCE = Source("", "", "", Level.TEXT)
_NO_TABLE = Counting("", "US", Roll.NEXT, _NO_SOURCE, Trust.VERIFIED)

T = TypeVar("T")


class _File:
    """The parts of a file, read one entry after the other; what is wrong is collected."""

    def __init__(self, parts: Mapping[str, Value]) -> None:
        self.parts = parts
        self.problems: list[str] = []

    def each(self, part: str, read_one: Callable[[Value], T]) -> list[tuple[Value, T]]:
        """The entries of a list that are understood."""
        if part not in self.parts:
            return []
        values = self.tried(self.parts[part].items) or []
        read = [(one, self.tried(lambda one=one: read_one(one))) for one in values]  # type: ignore[misc]
        return [(value, found) for value, found in read if found is not None]

    def named(self, part: str, read_one: Callable[[str, Value], T], instead: T) -> dict[str, T]:
        """The entries of a group whose names the file chooses itself.

        `instead` stands for one that is not understood: what rests on it is no further error.
        """
        if part not in self.parts:
            return {}
        values = self.tried(self.parts[part].entries) or {}
        return {
            name: self.tried(lambda name=name, one=one: read_one(name, one)) or instead  # type: ignore[misc]
            for name, one in values.items()
        }

    def tried(self, act: Callable[[], T]) -> T | None:
        try:
            return act()
        except RuleFileWrong as wrong:
            self.problems += wrong.problems
            return None


def read(file: str, text: str) -> Jurisdiction:
    """The jurisdiction that a rule file describes. Raises RuleFileWrong with all its problems."""
    whole = parse(file, text).fields(_REQUIRED, _OPTIONAL)
    if whole["format"].text() != FORMAT:
        whole["format"].fail(FORMAT)
    own = whole["jurisdiction"].text(_ID, "an id such as us-nm")
    parts = _File(whole)
    found = _jurisdiction(own, whole, parts)
    if parts.problems:
        raise RuleFileWrong(*dict.fromkeys(parts.problems))
    return found


def _jurisdiction(own: str, whole: Mapping[str, Value], parts: _File) -> Jurisdiction:
    sources = parts.named("sources", lambda _, value: source(value), _NO_SOURCE)
    tables = parts.named("counting", lambda name, value: counting(name, value, sources), _NO_TABLE)
    rules = _provisions(own, parts, sources, tables)
    ids = {one.id for one in rules}
    expected = parts.each("expected", lambda one: _expectation(one, own, sources))
    parts.tried(lambda: _once(expected))
    return Jurisdiction(
        id=own,
        name=whole["name"].text(),
        general="general" in whole and whole["general"].text("yes|no", "yes or no") == "yes",
        courts=tuple(one for _, one in parts.each("courts", lambda one: _court(one, own))),
        expected=tuple(one for _, one in expected),
        counting=tuple(tables.values()),
        provisions=tuple(rules),
        claims=tuple(
            one for _, one in parts.each("claims", lambda one: claim(one, own, sources, ids))
        ),
        bodies=tuple(one for _, one in parts.each("bodies", lambda one: body(one, own, sources))),
    )


def _provisions(
    own: str, parts: _File, sources: Mapping[str, Source], tables: Mapping[str, Counting]
) -> list[Provision]:
    read = parts.each("provisions", lambda one: provision(one, own, sources, tables))
    parts.tried(lambda: _apart(read))
    return [one for _, one in read]


def _apart(read: Sequence[tuple[Value, Provision]]) -> None:
    """Versions of one id never hold on the same day."""
    for at, (value, one) in enumerate(read):
        for _, other in read[:at]:
            if one.id == other.id and _overlap(one, other):
                value.fail(f"a window apart from the other {one.id}, or another id")


def _overlap(one: Provision, other: Provision) -> bool:
    starts, ends = date.min, date.max
    return (one.since or starts) <= (other.until or ends) and (other.since or starts) <= (
        one.until or ends
    )


def _court(value: Value, jurisdiction: str) -> Court:
    told = value.fields(("id", "title", "zone"), ("state",))
    return Court(
        id=f"{jurisdiction}/{told['id'].text(_ID, 'an id such as district')}",
        jurisdiction=jurisdiction,
        title=told["title"].text(),
        zone=told["zone"].text(r"[A-Z]\w+(?:/[A-Z]\w+)+", "a time zone such as America/Denver"),
        state=calendar(told["state"]) if "state" in told else "",
    )


def _expectation(value: Value, jurisdiction: str, sources: Mapping[str, Source]) -> Expectation:
    told = value.fields(_EXPECTED)
    rests_on = named_source(told["source"], sources)
    return Expectation(
        id=told["id"].text(rf"{jurisdiction}\.expected\.{_ID}", f"{jurisdiction}.expected.name"),
        jurisdiction=jurisdiction,
        when=selectors(told["when"]),
        expect=selectors(told["expect"]),
        says=told["says"].text(),
        provision=rests_on.cite,
        source=rests_on.url,
        trust=Trust(told["trust"].text("verified|unverified", "verified or unverified")),
        checked=rests_on.checked,
    )


def _once(expected: Sequence[tuple[Value, Expectation]]) -> None:
    ids = [one.id for _, one in expected]
    for at, (value, one) in enumerate(expected):
        if one.id in ids[:at]:
            value.fail(f"another id than {one.id}, which stands above")
