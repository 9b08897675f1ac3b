"""`kyles codefendants`: how every defendant of an incident stands to its items, in every matter."""

from collections.abc import Sequence
from pathlib import Path

import click

from kyles.audit import look
from kyles.cli import options, show
from kyles.export.codefendants import document
from kyles.law import DISCLAIMER
from kyles.reconcile.linked import Linked, Party, Stand, linked
from kyles.reconcile.passages import called
from kyles.store.beside import Around, beside, folders


@click.command()
@click.option("--among", type=click.Path(path_type=Path, file_okay=False, exists=True),
              help="A folder of matters (default: the one that this matter is in).")  # fmt: skip
@options.matter
@options.as_json
def command(among: Path | None, matter: Path | None, as_json: bool) -> None:
    """List an incident's items for every defendant of every matter that shares it.

    Other matters are read only. This is for whoever keeps all of these matters; nothing of it goes
    into a finding, a certificate, a letter or an export. Not legal advice.
    """
    with options.opened(matter) as store:
        here = store.view()
        around = among or store.folder.resolve().parent
        with beside(here, folders(around, but=store.folder)) as found:
            bars = options.bars()
            own, *others = [Party(look(view, progress=bars), view) for view in (here, *found.views)]
            items = list(linked(own, others))
            bars.end()
    if as_json:
        show.document(document(own, others, items, found.unread))
        return
    _head(own, others)
    for one in items:
        _show(one)
    _foot(items, found)


def _head(here: Party, others: Sequence[Party]) -> None:
    title = here.audit.matter.title
    if not others:
        click.echo(f"No matter beside {title} names one of its incidents.")
    for other in others:
        names = ", ".join(other.audit.matter.defendants)
        shared = ", ".join(here.shares(other))
        click.echo(f"{title} and {other.audit.matter.title} ({names}) share agency case no."
                   f" {shared}.")  # fmt: skip


def _show(one: Linked) -> None:
    click.secho(f"{called(one.item)}, {one.item.holder} ({one.matter})", bold=True)
    for stand in one.stands:
        click.echo(show.folded(_stands(stand), "  ", hang="    "))


def _stands(one: Stand) -> str:
    own = one.standing
    days = (("given", own.given_on), ("known", own.known_on), ("verdict", own.verdict_on))
    told = [show.words(own.status), *(f"{word} {day}" for word, day in days if day)]
    if not one.is_held:
        told.append(f"not held or listed in {one.matter}: what was given there was searched")
    if own.review:
        told.append(f"to review: {', '.join(rule.cited for rule in own.review)}")
    return f"{own.defendant} ({one.matter}): {'; '.join(told)}"


def _foot(items: Sequence[Linked], found: Around) -> None:
    for one in found.unread:
        click.echo(f"{one.folder}: not looked into: {one.reason}", err=True)
    click.echo(f"{show.count(len(items), 'item')}; for whoever keeps all of these matters;"
               f" {DISCLAIMER}", err=True)  # fmt: skip
