"""Reads the provisions of a rule file. docs/how_to/add_a_jurisdiction.md explains each field."""

import re
from collections.abc import Mapping
from datetime import date

from kyles.law.counting import Counting
from kyles.law.jurisdiction import Source, Trust
from kyles.law.period import EXPECTED, FORM, Period, period
from kyles.law.provision import Example, Kind, Provision, Way
from kyles.law.reading import Value
from kyles.law.selector_file import selectors
from kyles.law.source_file import checked_trust, named_source
from kyles.model.case_event import Happening

PART = r"[a-z0-9]+(?:-[a-z0-9]+)*"
WAYS = tuple(way.value for way in Way)
LISTS = ("scope", "must_state", "proof", "remedy", "weighed", "contains", "excused_if",
         "barred_if", "overridden_by", "paused_by", "extended_by", "watch")  # fmt: skip
_REQUIRED = ("id", "title", "kind", "who", "source", "trust", "from")
_OPTIONAL = (*WAYS, *LISTS, "until", "version_by", "to_whom", "courts", "start", "start_disputed",
             "variants", "soon", "counting", "covers", "certificate", "note",
             "everywhere", "unverified", "examples")  # fmt: skip
_RESULTS = ("raw", "due", "safe")
_HAPPENINGS = tuple(one.value for one in Happening)


def provision(
    value: Value, jurisdiction: str, sources: Mapping[str, Source], tables: Mapping[str, Counting]
) -> Provision:
    """One provision. Raises RuleFileWrong."""
    told = value.fields(_REQUIRED, _OPTIONAL)
    source = named_source(told["source"], sources)
    way, length = _period(value, told)
    own = Provision(
        id=told["id"].text(rf"{jurisdiction}(\.{PART})+", f"{jurisdiction}.name"),
        jurisdiction=jurisdiction,
        title=told["title"].text(),
        kind=Kind(told["kind"].word([one.value for one in Kind])),
        source=source,
        trust=Trust(checked_trust(told["trust"], source)),
        who=told["who"].text(),
        start=_events(told.get("start")),
        since=_since(told["from"]),
        until=_day(told.get("until")),
        version_by=_event(told["version_by"]) if "version_by" in told else None,
        to_whom=_text(told, "to_whom"),
        courts=told["courts"].words() if "courts" in told else (),
        start_disputed=_events(told.get("start_disputed")),
        way=way,
        period=length,
        variants=_variants(told["variants"]) if "variants" in told else {},
        soon=_text(told, "soon"),
        counting=_table(told, tables),
        covers=selectors(told["covers"]) if "covers" in told else (),
        lists={name: told[name].words() for name in LISTS if name in told},
        certificate=_text(told, "certificate"),
        note=_text(told, "note"),
        everywhere="everywhere" in told and told["everywhere"].text("yes|no", "yes or no") == "yes",
        unverified=told["unverified"].words(told) if "unverified" in told else (),
        examples=tuple(_example(one) for one in told["examples"].items())
        if "examples" in told
        else (),
    )
    _complete(value, told, own)
    return own


def _complete(value: Value, told: Mapping[str, Value], own: Provision) -> None:
    """A period needs a start and a counting, unless something is only kept, and an example."""
    if own.period and not own.start:
        value.fail("the field 'start' in it, because it has a period")
    if own.period and own.way is not Way.AT_LEAST and own.counting is None:
        value.fail("the field 'counting' in it, because it has a period")
    if own.start and not own.examples:
        value.fail("the field 'examples' in it, with a worked example")
    if own.period and not any(example.due for example in own.examples):
        told["examples"].fail("an example with 'due', because it has a period")
    if own.since and own.until and own.since > own.until:
        told["until"].fail(f"a day from {own.since} on, where it begins")


def _period(value: Value, told: Mapping[str, Value]) -> tuple[Way | None, Period | None]:
    given = [name for name in WAYS if name in told]
    if len(given) > 1:
        value.fail(f"only one of {', '.join(given)} in it")
    if not given:
        return None, None
    return Way(given[0]), _length(told[given[0]])


def _length(value: Value) -> Period:
    return period(value.text(FORM, EXPECTED))


def _variants(value: Value) -> dict[str, Period]:
    return {name: _length(one) for name, one in value.entries().items()}


def _since(value: Value) -> date | None:
    return None if value.text() == "unknown" else _day(value, " or the word unknown")


def _day(value: Value | None, more: str = "") -> date | None:
    if value is None:
        return None
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.text()):
        value.fail(f"a date such as 2026-11-24{more}")
    return date.fromisoformat(value.day())


def _events(value: Value | None) -> tuple[Happening, ...]:
    return tuple(Happening(one) for one in value.words(_HAPPENINGS)) if value else ()


def _event(value: Value) -> Happening:
    return Happening(value.word(_HAPPENINGS))


def _text(told: Mapping[str, Value], name: str) -> str:
    return told[name].text() if name in told else ""


def _table(told: Mapping[str, Value], tables: Mapping[str, Counting]) -> Counting | None:
    return tables[told["counting"].word(tables)] if "counting" in told else None


def _example(value: Value) -> Example:
    """`{dismissal: 2024-07-12, due: 2024-10-10}`: events with their days, and what comes out."""
    told = value.entries()
    days = {name: one for name, one in told.items() if name in _HAPPENINGS}
    value.fields((), (*_HAPPENINGS, *_RESULTS, "facts", "service", "applies"))
    if not days:
        value.fail("at least one event with its day")
    results = {name: _day(told.get(name)) for name in _RESULTS}
    return Example(
        line=value.line,
        events={Happening(name): date.fromisoformat(one.day()) for name, one in days.items()},
        facts=told["facts"].words() if "facts" in told else (),
        service=_text(told, "service"),
        applies=told["applies"].text("yes|no", "yes or no") == "yes" if "applies" in told else True,
        **results,
    )
