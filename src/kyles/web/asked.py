"""What the defense of a defendant has asked for: in that side's own drawer, and nowhere else."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kyles.audit import Audited
from kyles.export.requests import asked_about
from kyles.model import About, Finding, Passage
from kyles.store.acts import Request
from kyles.store.drawer import Opened

REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Before:
    """Requests in the order of their numbers, and the findings that they asked about."""

    requests: tuple[Request, ...] = ()
    findings: tuple[Finding, ...] = ()


def before(opened: Opened | None) -> Before:
    """What was asked until now; nothing where the drawer cannot be opened."""
    told = [one.told for one in opened.listed(REQUEST)] if opened else []
    ordered = sorted(told, key=lambda one: one["request"]["number"])
    return Before(tuple(Request(**one["request"]) for one in ordered),
                  tuple(_finding(one["finding"]) for one in ordered))  # fmt: skip


def remember(opened: Opened, audited: Audited, new: Sequence[Request]) -> None:
    """Put in what is asked for the first time, with the finding that each asks about."""
    for one, finding in asked_about(audited, new):
        opened.put(REQUEST, {"request": asdict(one), "finding": asdict(finding)})


def _finding(told: dict[str, Any]) -> Finding:
    """A finding as it was; its state is not kept."""
    sources = tuple(Passage(**one) for one in told["sources"])
    words = {name: told[name] for name in ("subject", "says", "owed_to", "rule", "priority")}
    return Finding(about=About(**told["about"]), sources=sources, **words)
