"""A finding as one line of a page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kyles.export.citation import rule_label
from kyles.store.audited import Placed


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a table of findings shows; `place` is its place in the order of the audit."""

    place: int
    id: str
    rule: str
    label: str
    priority: int
    score: int
    path: str
    item: str | None
    says: str
    holder: str | None
    owed_to: str | None
    state: str
    note: str
    others: tuple["Other", ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """The same finding for another defendant."""

    id: str
    owed_to: str


def finding_row(placed: Placed) -> FindingRow:
    """A finding in short."""
    one = placed.finding
    return FindingRow(
        placed.place, one.id, one.rule, rule_label(one.rule), one.priority, one.score,
        one.about.path, one.about.item, one.says, one.about.holder, one.owed_to, one.state.value,
        one.note,
    )  # fmt: skip


def merged(some: Iterable[FindingRow]) -> list[FindingRow]:
    """Findings that say the same of one item for several defendants as one line."""
    rows: dict[tuple[str, str, str], FindingRow] = {}
    for one in some:
        key = (one.rule, one.path, one.state if one.owed_to else one.id)
        first = rows.get(key)
        if first is None or not one.owed_to:
            rows[key] = one
        else:
            other = Other(one.id, one.owed_to)
            rows[key] = replace(first, others=(*first.others, other))
    return list(rows.values())
