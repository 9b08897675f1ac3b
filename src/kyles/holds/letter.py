"""A preservation letter: what to keep, from which systems and days, and how to acknowledge it.

The words are the same in the Word file and in the PDF. It asks for a written acknowledgement and
asserts nothing about anybody's conduct.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kyles.law import DISCLAIMER
from kyles.model.hold import Hold


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or an entry of a list."""

    kind: str  # heading, text, entry
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one custodian, about one hold of a matter."""

    title: str  # of the matter
    incidents: tuple[str, ...]
    hold: Hold
    custodian: str
    on: str
    items: tuple[str, ...] = ()  # paths or descriptions, where the hold is on some items only
    clocks: tuple[str, ...] = ()  # retention dates, each with its basis

    def blocks(self) -> Iterator[Block]:
        """The whole letter, from head to signature."""
        yield Block("text", self.on)
        yield Block("text", f"To: {self.custodian}")
        yield Block("heading", f"Preservation letter: {self.title} (hold {self.hold.id})")
        yield Block("text", "Please preserve what is listed here until this hold is released in"
                    " writing, and suspend any automatic deletion of it.")  # fmt: skip
        yield from _part("What", [self.hold.scope, *self.items])
        yield from _part("Of the incidents", [f"Agency case no. {one}" for one in self.incidents])
        yield Block("text", "The incidents count, whatever case number an item is booked under.")
        yield from _part("Systems and places", list(self.hold.systems))
        yield Block("text", f"Material of the time: {self._span()}.")
        yield from _part("Retention dates that run", list(self.clocks))
        yield Block("text", "Include metadata, custody records and audit trails. If something is"
                    " no longer there, say what it was, since when, and why.")  # fmt: skip
        yield from _acknowledgement(self)

    def _span(self) -> str:
        since, until = self.hold.since, self.hold.until
        return f"from {since or 'the beginning'} until {until or 'today'}"


def _part(heading: str, entries: list[str]) -> Iterator[Block]:
    if entries:
        yield Block("heading", heading)
        yield from (Block("entry", one) for one in entries)


def _acknowledgement(letter: Letter) -> Iterator[Block]:
    yield Block("heading", "Acknowledgement")
    back = letter.hold.owner or letter.hold.sender or "the sender"
    yield Block("text", "This hold is in force once a named custodian acknowledges it. Please sign"
                f" and return to {back}.")  # fmt: skip
    yield Block("text", "Name: ____________________   Date: ____________   Signature: ____________")
    yield Block("text", f"Dates in this letter are {DISCLAIMER}.")
