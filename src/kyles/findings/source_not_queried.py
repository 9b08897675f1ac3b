"""A source that was not asked, or did not answer.

The register of sources (`kyles sources`) has a system of an agency that nobody is recorded to have
asked; or it was asked and no answer is recorded (priority 3); or an agency of the prosecution team
stands neither in the register nor among those whose material was added. A signed "we hold nothing"
is an answer. The finding does not say that the source has anything.
"""

import re
from collections.abc import Iterator

from kyles.findings import Audit, rule
from kyles.model import About, Finding, Passage
from kyles.model.inquiry import Cell
from kyles.reconcile.searched import day

WAITING = 3  # the priority of what was asked, and is not answered


@rule(priority=2, under=["duty.learn"])
def source_not_queried(audit: Audit) -> Iterator[Finding]:
    """Empty cells of the register, open ones, and agencies that are not in it."""
    for cell in audit.register:
        if not cell.answered:
            label = f"{cell.agency}: {cell.system}"
            yield _finding(label, cell.agency, _says(cell), WAITING if cell.asked else 0)
    for agency, says in _strangers(audit):
        yield _finding(agency, agency, says, 0)


def _finding(label: str, agency: str, says: str, priority: int) -> Finding:
    return Finding(
        subject=label.casefold(), about=About(None, label, agency), says=says,
        sources=(Passage("", "the register of sources", quote=says),), priority=priority,
    )  # fmt: skip


def _says(cell: Cell) -> str:
    if not cell.asked:
        why = next((f" ({step.says})" for step in cell.steps if step.says), "")
        return f"{cell.agency}: nobody is recorded to have asked for {cell.system}{why}"
    return (f"{cell.agency} was asked for {cell.system} on {day(cell.asked.on)} by"
            f" {cell.asked.person}; no answer is recorded")  # fmt: skip


def _strangers(audit: Audit) -> Iterator[tuple[str, str]]:
    """Agencies of the team of which nothing was added and nothing was asked."""
    known = [item.holder for item in audit.held.items if item.holder]
    known += [cell.agency for cell in audit.register]
    told: set[str] = set()
    for member in audit.dues.team:
        name = member.agency
        if name and name.casefold() not in told and not any(_alike(name, one) for one in known):
            told.add(name.casefold())
            role = f"{member.name}, {member.role}"
            yield name, (f"{name} is in the prosecution team ({role}); nothing of it was added, and"
                         " nobody is recorded to have asked it")  # fmt: skip


def _alike(one: str, other: str) -> bool:
    """Whether one agency's name is written as a part of the other's."""
    some, others = _words(one), _words(other)
    return some <= others or others <= some


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold().replace("'s", "").replace("’s", "")))
