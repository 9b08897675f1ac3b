"""Overview: can we certify, and if not, what stands in the way?"""

from dataclasses import dataclass
from datetime import date

from kyles import clock
from kyles.export import bars
from kyles.model import Status
from kyles.store import View, audited, matters
from kyles.web.door import Ask
from kyles.web.finding_row import FindingRow, finding_row, merged
from kyles.web.page import Menu, Told, page
from kyles.web.scope import scope
from kyles.web.shelf import remembered
from kyles.web.standing import Standing, standing

SHOWN = 8  # findings
DUTIES = 5
FULL = (Status.DISCLOSED, Status.SERVED, Status.INSPECTED)


@dataclass(frozen=True, slots=True)
class Holding:
    """What one holder has, by what one defendant was given of it: counts by kind of answer."""

    holder: str
    defendant: str
    items: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty that is not done yet. `days` counts from today, and is negative where it is past."""

    defendant: str
    title: str
    cite: str
    due: str
    days: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Told):
    """How a matter stands."""

    standing: Standing
    held: int
    given: int
    listed: int
    absent: int
    part: int
    withheld: int
    coverage: tuple[Holding, ...]
    findings: tuple[FindingRow, ...]
    duties: tuple[DutyRow, ...]


@page("/matters/{matter}", menu=Menu("Overview", 0))
def overview(ask: Ask) -> Overview:
    """How the matter stands: what is open, what each holder has, what is due next."""
    view, now = ask.view, standing(ask.view)
    counts = _counts(view)
    return Overview(
        title="Audit overview", says=now.says, scope=scope(view), command=_command(view),
        standing=now, held=_owed(view), given=_sum(counts, *FULL),
        listed=_sum(counts, Status.LISTED), absent=_sum(counts, Status.NOT_DISCLOSED),
        part=_sum(counts, Status.IN_PART),
        withheld=_sum(counts, Status.WITHHELD), coverage=_coverage(view),
        findings=_worst(view), duties=_duties(view),
    )  # fmt: skip


def _command(view: View) -> str:
    last = audited.last(view)
    return f"kyles audit --as-of {last.size}" if last else "kyles audit"


@remembered
def _owed(view: View) -> int:
    return audited.owed(view)


@remembered
def _by_holder(view: View) -> list[tuple[str, str, str, int]]:
    return audited.by_holder(view)


def _counts(view: View) -> dict[str, int]:
    """How many items have each status, counted once for each defendant."""
    found: dict[str, int] = {}
    for _, _, status, count in _by_holder(view):
        found[status] = found.get(status, 0) + count
    return found


def _sum(counts: dict[str, int], *some: Status) -> int:
    return sum(counts.get(one.value, 0) for one in some)


def _coverage(view: View) -> tuple[Holding, ...]:
    rows: dict[tuple[str, str], dict[str, int]] = {}
    for holder, defendant, status, count in _by_holder(view):
        rows.setdefault((holder, defendant), {})[status] = count
    told = [(holder, name, counts) for (holder, name), counts in rows.items()]
    drawn = bars.drawn(told, matters.matter(view).defendants)
    return tuple(Holding(one.holder, one.defendant, one.items, one.counts) for one in drawn)


def _worst(view: View) -> tuple[FindingRow, ...]:
    """The worst open findings; one that is open for several defendants is one line."""
    most = SHOWN * max(1, len(matters.matter(view).defendants))
    found = audited.findings(view, audited.Which(state="open"), limit=most)
    return tuple(merged(map(finding_row, found))[:SHOWN])


def _duties(view: View) -> tuple[DutyRow, ...]:
    """What is due next; what is overdue comes first."""
    today = clock.today(matters.matter(view).zone)
    rows = [
        DutyRow(one["defendant"], one["title"], one["cite"], one["due"],
                (date.fromisoformat(one["due"]) - today).days, one["open"])
        for one in audited.part(view, "duties") or ()
        if one["due"] and not one["done"]
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda one: (one.due, one.defendant))[:DUTIES])
