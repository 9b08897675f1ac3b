"""A preservation letter: what to keep, from which systems and days, and how to acknowledge it.

The words are the same in the Word file and in the PDF. It asks for a written acknowledgement and
asserts nothing about anybody's conduct.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kyles.law import DISCLAIMER
from kyles.model.hold import Hold

EVERYWHERE = (
    "phones, mail and messages, also on personal devices that are used for work",
    "cameras and their storage",
    "record, dispatch and evidence systems, and property rooms",
    "shared drives and backups",
)
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an entry of a list, or a line to be filled in by hand."""

    kind: str  # heading, text, entry, line
    text: str


@dataclass(frozen=True, slots=True)
class Running:
    """A retention date that runs, or that cannot be counted: about what, and on what it rests."""

    what: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to one custodian, about one hold of a matter."""

    title: str  # of the matter
    court: str
    incidents: tuple[str, ...]
    hold: Hold
    custodian: str
    on: str
    items: tuple[str, ...] = ()  # paths or descriptions, where the hold is on some items only
    clocks: tuple[Running, ...] = ()
    answer_by: str | None = None

    @property
    def re(self) -> str:
        """What the letter is about, in a line."""
        numbers = f", agency case no. {', '.join(self.incidents)}" if self.incidents else ""
        return f"{self.title}, {self.court}{numbers}"

    @property
    def back(self) -> str:
        """To whom the acknowledgement goes."""
        return self.hold.owner or self.hold.sender or "the sender of this letter"

    def blocks(self) -> Iterator[Block]:
        """The letter below its head, to the acknowledgement."""
        yield Block("text", self._asks())
        if follows := self.hold.follows(self.custodian):
            yield Block(
                "text", f"This letter was issued before and is issued again: {_days(follows)}."
            )
        yield from _part("What to preserve", [self.hold.scope, *self.items])
        yield Block("text", f"It is material {self._span()}. Where an item is booked under another"
                    " case number, it is meant all the same: the incident counts.")  # fmt: skip
        yield from _part("Systems and places", self.hold.systems or EVERYWHERE)
        yield from _part("Retention dates that run", self._clocks())
        yield from _part("How to preserve it", HOW)
        yield from _part("Who else was asked", [one for one in self.hold.present
                                                if one != self.custodian])  # fmt: skip

    def acknowledgement(self) -> Iterator[Block]:
        """The part that is signed and returned."""
        by = f" by {in_words(self.answer_by)}" if self.answer_by else ""
        yield Block("heading", "Acknowledgement")
        yield Block("text", "The hold is in force once a named custodian acknowledges it. Please"
                    f" fill this in, sign it, and return it to {self.back}{by}.")  # fmt: skip
        yield Block("text", f"Hold {self.hold.id}, {self.re}. I have received this letter, and:")
        for choice in CHOICES:
            yield Block("choice", choice)
        for name in ("Name and office", "Signature", "Date"):
            yield Block("line", name)
        yield Block("note", f"Dates in this letter are a calendar aid, {DISCLAIMER}; counsel"
                    " confirms them.")  # fmt: skip

    def _asks(self) -> str:
        return (
            "Please preserve what is described below, and suspend any deletion, overwriting or"
            " disposal of it, automatic or by hand, until this hold is released in writing. The"
            " release of another hold does not release this one."
        )

    def _span(self) -> str:
        since, until = self.hold.since, self.hold.until
        if since is None and until is None:
            return "of any date"
        return " ".join(filter(None, (f"from {in_words(since)}" if since else "",
                                      f"until {in_words(until)}" if until else "on")))  # fmt: skip

    def _clocks(self) -> list[str]:
        return [f"{one.what}: {_days(one.says)}."
                for one in self.clocks]  # fmt: skip


HOW = (
    "Keep the material as it is, with metadata, custody records, audit trails and every version.",
    "Keep things sealed and where they are; record every movement.",
    "Keep devices of people who leave; do not reset or hand on a phone or a computer.",
    "If something is no longer there, write what it was, since when it is gone, and why.",
)
CHOICES = (
    "I have this material, and its deletion is suspended.",
    "I have some of it. What I do not have, and who has it:",
    "I have none of it. Who has it, as far as I know:",
    "Some of it no longer exists. What, since when, and why:",
)


def in_words(iso: str) -> str:
    """A day as letters have it: March 6, 2024."""
    day = date.fromisoformat(iso)
    return f"{day:%B} {day.day}, {day.year}"


def _days(text: str) -> str:
    """Words of ours, not of the evidence, with the days that are in them as letters have them."""
    return _DAY.sub(lambda day: in_words(day[0]), text)


def _part(heading: str, entries: tuple[str, ...] | list[str]) -> Iterator[Block]:
    if entries:
        yield Block("heading", heading)
        yield from (Block("entry", one) for one in entries)
