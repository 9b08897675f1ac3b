"""`kyles custody`: who had an item when, by logs, lists and people; and the gaps in it."""

from pathlib import Path
from typing import Any

import click

from kyles.audit import look
from kyles.cli import options, show
from kyles.cli.written import write
from kyles.errors import UsageError
from kyles.export import case_uco, custody_form
from kyles.model.custody import Act, CustodyEvent
from kyles.reconcile.custody import Chain, chain, moment
from kyles.store import Store, custody, items

WRITERS = {".pdf": custody_form.pdf, ".json": case_uco.document, ".jsonld": case_uco.document}
TEXTS = ("location", "purpose", "authorized_by", "witness", "seal", "quantity")


@click.command()
@click.argument("item", metavar="ITEM")
@click.option("--record", type=click.Choice([one.value.replace(" ", "-") for one in Act]),
              help="Record that this was done with it.")  # fmt: skip
@click.option("--at", metavar="WHEN", help="The day, or day and time: 2024-03-06T15:10.")
@click.option("--from", "released_by", default="", help="Who released it.")
@click.option("--to", "taken_by", default="", help="Who received it.")
@click.option("--location", default="", help="Where it is then.")
@click.option("--purpose", default="", help="What for.")
@click.option("--authorized-by", default="", help="Who, or which order, allowed it.")
@click.option("--witness", default="", help="Who saw it.")
@click.option("--seal", default="", help="The seal's number.")
@click.option("--quantity", default="", help="How many pieces.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write a custody form (.pdf), or CASE/UCO provenance (.jsonld).")  # fmt: skip
@options.matter
@options.as_json
@options.as_of
def command(
    item: str, record: str | None, at: str | None, released_by: str, taken_by: str,
    out: Path | None, matter: Path | None, as_json: bool, as_of: int | None, **texts: Any,
) -> None:  # fmt: skip
    """Show the custody of ITEM and the gaps in it; or, with --record, add an event."""
    _check(record, at, out)
    with options.opened(matter) as store:
        if record:
            one = CustodyEvent(at=moment(at or ""), act=Act(record.replace("-", " ")),
                               released_by=released_by, taken_by=taken_by, **texts)  # fmt: skip
            _record(store, item, one)
            return
        view = store.view(as_of=as_of)
        bars = options.bars()
        audit = look(view, progress=bars)
        bars.end()
        found = items.one(view, item)
        told = chain(audit, audit.items.get(found.id, found))
    if out:
        write(out, WRITERS[out.suffix.lower()](audit.matter, told))
        click.echo(f"{out}: {show.count(len(told.events), 'event')}", err=True)
    if as_json:
        show.document(_document(told))
    elif not out:
        _show(told)


def _check(record: str | None, at: str | None, out: Path | None) -> None:
    if record and not moment(at or ""):
        raise UsageError("--record needs --at: a day, or a day and a time, as 2024-03-06T15:10.")
    if out and out.suffix.lower() not in WRITERS:
        raise UsageError(f"{out}: give a name that ends in .pdf, .jsonld or .json.")


def _record(store: Store, item: str, one: CustodyEvent) -> None:
    found = items.one(store.view(), item)
    store.record([custody.recorded(found.id, one)])
    click.echo(f"{found.path}: {one.act}, {one.at}.")


def _show(told: Chain) -> None:
    show.table(("when", "what", "from", "to", "where", "purpose", "recorded in"), [
        (one.at.replace("T", " "), one.action or one.act, one.released_by, one.taken_by,
         one.location, one.purpose, _where(one)) for one in told.events
    ])  # fmt: skip
    for one in told.breaks:
        click.echo(show.folded(f"Gap in custody record: {one.says}.", ""))
    if last := told.outside:
        click.echo(f"Since {last.day} with {last.taken_by}; no return is recorded.")
    if not told.events:
        click.echo("Nothing is recorded of its custody.", err=True)


def _where(one: CustodyEvent) -> str:
    return f"{one.place.path} row {one.place.page}" if one.place else f"here, by {one.by}"


def _document(told: Chain) -> dict[str, object]:
    last = told.outside
    return {
        "item": told.item.id, "path": told.item.path, "number": told.item.number,
        "title": told.item.title, "outside": last.taken_by if last else None,
        "events": [_event(one) for one in told.events],
        "breaks": [{"says": one.says, "events": [told.events.index(each) for each in one.events]}
                   for one in told.breaks],
    }  # fmt: skip


def _event(one: CustodyEvent) -> dict[str, object]:
    place = one.place
    return {
        "at": one.at or None, "act": one.act.value, "action": one.action, "from": one.released_by,
        "to": one.taken_by, **{name: getattr(one, name) for name in TEXTS}, "by": one.by or None,
        "source": {"item": place.item, "path": place.path, "row": place.page} if place else None,
    }  # fmt: skip
