"""A finding as one line of a page."""

from dataclasses import dataclass

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


def finding_row(placed: Placed) -> FindingRow:
    """A finding in short."""
    one = placed.finding
    return FindingRow(
        placed.place, one.id, one.rule, rule_label(one.rule), one.priority, one.score,
        one.about.path, one.about.item, one.says, one.about.holder, one.owed_to, one.state.value,
        one.note,
    )  # fmt: skip
