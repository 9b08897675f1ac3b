"""Sources: which systems were asked, and what did they answer?"""

from dataclasses import dataclass

from kyles.model.inquiry import Cell
from kyles.store.inquiries import cells
from kyles.web.door import Ask
from kyles.web.page import Menu, Told, page
from kyles.web.words import count


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A system of an agency, when it was asked, and the answer with who signed it."""

    agency: str
    system: str
    state: str
    asked_on: str
    asked_by: str
    answered_on: str
    answer: str
    signed: str
    export: str
    sha256: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources(Told):
    """The register of sources. An empty cell is a finding."""

    sources: tuple[SourceRow, ...]


@page("/matters/{matter}/sources", menu=Menu("Sources", 46))
def sources(ask: Ask) -> Sources:
    """Agency by agency, system by system: asked when, by whom, and what was answered."""
    rows = tuple(map(_row, cells(ask.view)))
    return Sources(title="Sources", says=_says(rows), command="kyles sources", sources=rows)


def _row(one: Cell) -> SourceRow:
    asked, answered = one.asked, one.answered
    return SourceRow(
        one.agency, one.system, one.state, asked.on if asked else "", asked.person if asked else "",
        answered.on if answered else "",
        answered.answer.value if answered and answered.answer else "",
        answered.person if answered else "", (answered.export_name or "") if answered else "",
        (answered.export or "") if answered else "",
        tuple(step.says for step in one.steps if step.says),
    )  # fmt: skip


def _says(rows: tuple[SourceRow, ...]) -> str:
    if not rows:
        return "No system of any agency is in the register."
    open_ = sum(one.state != "answered" for one in rows)
    told = count(len(rows), "system is", "systems are")
    if not open_:
        return f"{told} in the register, and every one was asked and answered."
    never = sum(one.state == "not asked" for one in rows)
    return f"{told} in the register; {never:,} never asked, {open_ - never:,} without an answer."
