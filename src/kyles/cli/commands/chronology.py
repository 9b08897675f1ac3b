"""`kyles chronology`: who says what happened when."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from kyles import chronology, dates
from kyles.audit import look
from kyles.chronology import Event
from kyles.cli import options, show
from kyles.cli.written import write
from kyles.dates import Known
from kyles.export import timeline
from kyles.reconcile.told import Teller, tellers

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Told:
    """An event, and the document that tells it."""

    by: Teller
    event: Event

    @property
    def when(self) -> str:
        """The date as far as it is known, or the words that leave it open."""
        known = " or ".join(dates.written(one) for one in self.event.dates)
        return known or (f"{self.event.value} ({OPEN})" if self.event.value else OPEN)

    @property
    def says(self) -> str:
        marked = f"[{self.event.sentence.aside}] " if self.event.sentence.aside else ""
        return marked + " ".join(self.event.sentence.text.split())


@click.command()
@click.option("--dated", is_flag=True, help="Only what has a date.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.svg",
              help="Write it as a drawing.")  # fmt: skip
@options.matter
@options.as_json
@options.as_of
def command(
    dated: bool, out: Path | None, matter: Path | None, as_json: bool, as_of: int | None
) -> None:
    """List what documents say happened, by date, with who says so.

    A date is as far as it is known. What counts from the day of writing, such as "last year", is
    open until 'kyles add --written' tells that day.
    """
    with options.opened(matter) as store:
        bars = options.bars()
        audit = look(store.view(as_of=as_of), progress=bars)
        bars.end()
    by = list(tellers(audit))
    told = [one for one in _told(by) if one.event.value or not dated]
    if out:
        marks = [timeline.Mark(one.when, one.event.dates, one.says) for one in told]
        write(out, timeline.drawn(f"Chronology of {audit.matter.title}", marks))
        click.echo(f"{out}: {show.count(len(told), 'event')}", err=True)
    if as_json:
        show.document({"events": [_event(one) for one in told],
                       "documents": [_document(one) for one in by]})  # fmt: skip
    elif not out:
        show.table(("when", "what", "according to", "in", "says"), [
            (one.when, one.event.kind, one.event.said_by,
             f"{one.by.item.path} p. {one.event.sentence.page}", one.says) for one in told
        ])  # fmt: skip
        for one in by:
            if fits := _fits(one):
                click.echo(
                    f"{one.item.path}: the day of writing is not told; {dates.written(fits)} fits"
                )


def _told(some: list[Teller]) -> Iterator[Told]:
    """The events of every document in one order."""
    every = [Told(one, event) for one in some
             for event in chronology.dated(one.told, one.written)]  # fmt: skip
    by = {id(one.event): one for one in every}
    yield from (by[id(event)] for event in chronology.in_order([one.event for one in every]))


def _event(told: Told) -> dict[str, object]:
    sentence, item = told.event.sentence, told.by.item
    return {
        "value": told.event.value,
        "readings": [{"first": _day(one.first), "last": _day(one.last)}
                     for one in told.event.dates],
        "kind": told.event.kind, "said_by": told.event.said_by, "aside": sentence.aside,
        "source": {"item": item.id, "path": item.path, "page": sentence.page, "reading": "text",
                   "start": sentence.start, "end": sentence.end, "quote": sentence.text},
    }  # fmt: skip


def _document(one: Teller) -> dict[str, object]:
    """When a document was written, as said, and from which day on its words allow."""
    fits = chronology.writing(list(chronology.dated(one.told, one.written)))
    return {"item": one.item.id, "path": one.item.path,
            "written": dates.written(one.written) if one.written else "",
            "written_not_before": _day(fits and fits.first)}  # fmt: skip


def _fits(one: Teller) -> Known | None:
    """The days of writing that fit, where a date counts from a day that nobody has told."""
    told = [] if one.written else list(chronology.dated(one.told, None))
    waits = any(event.value and not event.dates for event in told)
    return chronology.writing(told) if waits else None


def _day(day: object) -> str | None:
    return str(day) if day else None
