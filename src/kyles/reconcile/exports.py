"""What changed between the last two exports of a list: new, moved, otherwise told, gone.

Agencies export an inventory every night, under one name or with the day in it. Two lists of one
holder are exports of one where the later has most of the earlier's numbers, or stands in its place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kyles.mentions import normal
from kyles.store.lists import Export

MOST = 0.5  # share of the numbers of the smaller of two lists that both have


@dataclass(frozen=True, slots=True)
class Change:
    """One number: what happened to it, what the list said, and what it says now."""

    kind: str  # "new", "moved", "changed", "gone"
    number: str
    description: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An export, the one before it, and the changes between them."""

    now: Export
    before: Export
    changes: tuple[Change, ...]


def changed(exports: Sequence[Export]) -> Iterator[Changed]:
    """The last export of each list that was exported before, with its changes; by path."""
    last: dict[int, Changed] = {}
    successors: set[int] = set()
    for at, now in enumerate(exports):
        earlier = [place for place in range(at) if place not in successors
                   and _same_list(exports[place], now)]  # fmt: skip
        if earlier:
            before = exports[earlier[-1]]
            last.pop(earlier[-1], None)
            successors.add(earlier[-1])
            last[at] = Changed(now, before, tuple(_changes(_rows(before), _rows(now))))
    yield from sorted(last.values(), key=lambda one: one.now.path)


def _same_list(before: Export, now: Export) -> bool:
    if before.list == now.list:
        return True
    if before.holder != now.holder or before.event == now.event:
        return False
    numbers = [set(_rows(one)) for one in (before, now)]
    smaller = min(map(len, numbers))
    return smaller > 1 and len(numbers[0] & numbers[1]) > MOST * smaller


Rows = Mapping[str, Mapping[str, str]]


def _rows(one: Export) -> Rows:
    """The first row of each number."""
    found: dict[str, Mapping[str, str]] = {}
    for facts in one.rows:
        if facts.get("number"):
            found.setdefault(normal(facts["number"]), facts)
    return found


def _changes(before: Rows, now: Rows) -> Iterator[Change]:
    for key in sorted(now.keys() - before.keys()):
        yield _change("new", now[key], "", now[key].get("location", ""))
    for key in sorted(before.keys() & now.keys()):
        differ = [name for name in sorted(before[key].keys() | now[key].keys())
                  if before[key].get(name, "") != now[key].get(name, "")]  # fmt: skip
        if differ:
            kind = "moved" if "location" in differ else "changed"
            was, told = (_said(rows[key], differ) for rows in (before, now))
            yield _change(kind, now[key], was, told)
    for key in sorted(before.keys() - now.keys()):
        yield _change("gone", before[key], before[key].get("location", ""), "")


def _said(facts: Mapping[str, str], names: Sequence[str]) -> str:
    return "; ".join(f"{name} {facts.get(name) or 'not told'}" for name in names)


def _change(kind: str, facts: Mapping[str, str], was: str, now: str) -> Change:
    return Change(kind, facts["number"], facts.get("description", ""), was, now)
