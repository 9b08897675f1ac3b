"""`kyles ocr`: words for pages that are pictures, by Tesseract."""

from pathlib import Path

import click

from kyles.cli import options, show
from kyles.errors import Exit
from kyles.intake.ocr import Recognised, Scan, document, plan, recognise, seconds
from kyles.store import Store

MINUTE = 60
SHOWN = 20


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what it would read and how long; read nothing.")
@options.matter
@options.as_json
def command(dry_run: bool, matter: Path | None, as_json: bool) -> None:
    """Read the pages that are an image with little text or none, with Tesseract.

    Documents with few such pages come first. What was read before is kept beside what is read now.
    A run that was ended goes on with the same command. The next audit compares the words.
    """
    with options.opened(matter) as store:
        bars = options.bars()
        if dry_run:
            scans = plan(store, progress=bars)
            bars.end()
            _would(store, scans, as_json=as_json)
            return
        came = recognise(store, progress=bars)
        bars.end()
    show.document(document(came)) if as_json else _tell(came)
    if came.trouble:
        raise SystemExit(Exit.INCOMPLETE)


def _would(store: Store, scans: tuple[Scan, ...], *, as_json: bool) -> None:
    """What a run would do."""
    told = Recognised(scans)
    takes = round(seconds(store, scans))
    if as_json:
        show.document({**document(told), "seconds": takes})
        return
    if not scans:
        click.echo("No page needs OCR.")
        return
    length = f"{takes} s" if takes < 2 * MINUTE else f"{takes // MINUTE} minutes"
    documents = show.count(len(scans), "document")
    click.echo(f"{show.count(told.todo, 'page')} in {documents}, about {length} here.")
    show.table(("pages", "path"), ((len(scan.pages), scan.item.path) for scan in scans))


def _tell(came: Recognised) -> None:
    """What was read; then the pages that stay without text."""
    documents = show.count(came.documents, "document")
    click.echo(f"{show.count(came.pages, 'page')} read in {documents}.")
    trouble = came.trouble
    for path, page, reason in trouble[:SHOWN]:
        click.echo(f"  {path} p. {page}: {reason}", err=True)
    if len(trouble) > SHOWN:
        click.echo(f"  and {len(trouble) - SHOWN} more", err=True)
