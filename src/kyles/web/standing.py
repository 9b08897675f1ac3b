"""How a matter stands: its open findings, and what was given, as of the last audit."""

from dataclasses import dataclass

from kyles.store import View, audited
from kyles.store.audited import Tally
from kyles.web.shelf import remembered

OPEN, ASKED = "open", "asked"


@dataclass(frozen=True, slots=True)
class Standing:
    """Findings that are open, those of priority 1 among them, that wait, and that are decided."""

    open: int = 0
    first: int = 0
    asked: int = 0
    decided: int = 0

    @property
    def says(self) -> str:
        """The bottom line."""
        if not self.open:
            return "No finding is open."
        some = f"{self.open:,} findings are open" if self.open > 1 else "1 finding is open"
        which = f"{self.first:,} of priority 1" if self.first else "none of priority 1"
        return f"{some}, {which}."


@remembered
def tallies(view: View) -> list[Tally]:
    """All findings, counted by what they can be filtered by."""
    return audited.tallies(view)


def standing(view: View) -> Standing:
    """How a matter stands. Decisions since the last audit count."""
    told = tallies(view)
    opened = [one for one in told if one.state == OPEN]
    return Standing(
        sum(one.count for one in opened),
        sum(one.count for one in opened if one.priority == 1),
        sum(one.count for one in told if one.state == ASKED),
        sum(one.count for one in told if one.state not in (OPEN, ASKED, "ended")),
    )


def open_findings(view: View) -> int:
    """How many findings are open."""
    return standing(view).open
