"""`kyles ocr`: words for pages that are pictures, by Tesseract."""

from pathlib import Path

import click

from kyles.cli import options, show
from kyles.errors import Exit
from kyles.intake import second_ocr
from kyles.intake.ocr import Recognised, document, plan, recognise, seconds
from kyles.intake.second_ocr import Compared
from kyles.store import Store

MINUTE = 60
SHOWN = 20


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what it would read and how long; read nothing.")
@click.option("--every-scan", "every", is_flag=True,
              help="Also scans that have a text of another engine.")  # fmt: skip
@click.option("--second", is_flag=True,
              help="Read again with a second engine; tell which numbers differ.")  # fmt: skip
@options.matter
@options.as_json
def command(
    dry_run: bool, every: bool, second: bool, matter: Path | None, as_json: bool
) -> None:  # fmt: skip
    """Read the pages that are an image with little text or none, with Tesseract.

    Pages whose text cannot be words are read too. Documents with few such pages come first. What
    was read before is kept beside what is read now. A run that was ended goes on with the same
    command. The next audit compares the words. With --second nothing is read anew by Tesseract.
    """
    if second:
        with options.opened(matter) as store:
            bars = options.bars()
            compared = second_ocr.compare(store, progress=bars)
            bars.end()
        show.document(second_ocr.document(compared)) if as_json else _compared(compared)
        raise SystemExit(Exit.INCOMPLETE if compared.trouble else Exit.DONE)
    with options.opened(matter) as store:
        bars = options.bars()
        if dry_run:
            would = plan(store, every=every, progress=bars)
            bars.end()
            _would(store, would, as_json=as_json)
        else:
            would = recognise(store, every=every, progress=bars)
            bars.end()
            show.document(document(would)) if as_json else _tell(would)
    if would.trouble:
        raise SystemExit(Exit.INCOMPLETE)


def _would(store: Store, told: Recognised, *, as_json: bool) -> None:
    """What a run would do."""
    scans = told.scans
    takes = round(seconds(store, scans))
    if as_json:
        show.document({**document(told), "seconds": takes})
        return
    _trouble(told.trouble)
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
    _trouble(came.trouble)


def _compared(came: Compared) -> None:
    """The pages on which one engine has numbers that the other has not."""
    pages = show.count(came.pages, "page")
    click.echo(f"{pages} read by two engines; {len(came.differing)} with numbers that differ.")
    show.table(
        ("path", "page", "Tesseract alone", "RapidOCR alone"),
        ((one.path, str(one.page), " ".join(one.first), " ".join(one.second))
         for one in came.differing),
    )  # fmt: skip
    _trouble([*came.trouble])


def _trouble(trouble: list[tuple[str, int, str]]) -> None:
    for path, page, reason in trouble[:SHOWN]:
        click.echo(f"  {path}{f' p. {page}' if page else ''}: {reason}", err=True)
    if len(trouble) > SHOWN:
        click.echo(f"  and {len(trouble) - SHOWN} more", err=True)
