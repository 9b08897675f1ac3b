"""`kyles search`: which pages say some words, and whose they are."""

from pathlib import Path

import click

from kyles.cli import options, show
from kyles.model import Side
from kyles.store import search

SHOWN = 50


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--held", "side", flag_value="held", help="Only what is held.")
@click.option("--produced", "side", flag_value="produced", help="Only what was given.")
@click.option("--limit", type=click.IntRange(1), default=SHOWN, show_default=True,
              help="How many pages are listed.")  # fmt: skip
@options.matter
@options.as_json
def command(
    words: tuple[str, ...], side: str | None, limit: int, matter: Path | None, as_json: bool
) -> None:
    """List the pages that say all of the WORDS, the best first.

    "A phrase" in quotation marks, wor* for words that begin so, and -word for pages without it.
    Numbers are found however they are parted: 21-0886 is also 21 0886. Words are looked up as they
    were read: a page that was misread, or has no text, is not found ('kyles items --unread').
    """
    asked = " ".join(words)
    with options.opened(matter) as store:
        found = search.pages(store.view(), asked, side=Side(side) if side else None)
    shown = found.hits[:limit]
    if as_json:
        show.document({
            "words": asked, "total": len(found.hits), "whole": found.whole,
            "hits": [_document(hit) for hit in shown],
        })  # fmt: skip
        return
    show.table(
        ("item", "side", "page", "label", "path", "says"),
        [(hit.item, hit.side, hit.page, hit.label, hit.path, hit.said) for hit in shown],
    )
    many = f"{len(found.hits):,}" if found.whole else f"more than {search.MOST:,}"
    click.echo(f"{len(shown):,} of {many} pages", err=True)


def _document(hit: search.Hit) -> dict[str, object]:
    return {
        "item": hit.item, "side": hit.side.value, "holder": hit.holder, "volume": hit.volume,
        "path": hit.path, "title": hit.title, "number": hit.number, "page": hit.page,
        "label": hit.label, "layer": hit.layer.value,
        "says": hit.said,
    }  # fmt: skip
