"""`kyles compare`: a held item beside what a defendant was given of it."""

from pathlib import Path

import click

from kyles.audit import look
from kyles.cli import options, show
from kyles.errors import NotFound, UsageError
from kyles.export.coverage_document import coverage_document
from kyles.model import Kind
from kyles.model.coverage import Heard, HeldPage
from kyles.reconcile.lines import clock
from kyles.store import items


@click.command()
@click.argument("item", metavar="ITEM")
@click.option("--defendant", help="With what this defendant was given (default: each).")
@options.matter
@options.as_json
@options.as_of
def command(
    item: str, defendant: str | None, matter: Path | None, as_json: bool, as_of: int | None
) -> None:
    """Show, page by page, what of ITEM a defendant was given, where, and what is missing."""
    with options.opened(matter) as store:
        view = store.view(as_of=as_of)
        found = items.one(view, item)
        if found.side != "held" or found.kind is not Kind.DOCUMENT:
            raise UsageError(f"{found.path} is no held document; there is nothing to compare.")
        name = options.defendant_of(view, defendant) if defendant else None
        bars = options.bars()
        audit = look(view, progress=bars)
        bars.end()
        told = coverage_document(audit, size=view.size, root=view.root, defendant=name)
    rows = [row for row in told["items"] if row["item"] == found.id]
    if not rows:
        raise NotFound(f"{found.path} is not compared: no defendant it concerns.")
    if as_json:
        show.document({**told, "items": rows})
        return
    for row in rows:
        coverage = audit.coverage[found.id, row["defendant"]]
        unit = "time" if coverage.heard else "words"
        share = "" if row["coverage"] is None else f", {row['coverage']:.1%} of its {unit}"
        click.secho(
            f"{found.path} for {row['defendant']}: {show.words(row['status'])}{share}", bold=True
        )
        for page in coverage.pages:
            _tell(page)
        if coverage.heard:
            _hear(coverage.heard)
        for key in coverage.lacks:
            click.echo(f"  attached, not found or not whole: {audit.items[key].path}")


def _hear(heard: Heard) -> None:
    """A recording: where it was given, then each stretch that is missing."""
    places = ", ".join(place.cited() for place in heard.produced) or "not found"
    click.echo(f"  {clock(heard.seconds)}: {places}")
    for gap in heard.missing:
        click.echo(f"    not produced, {clock(gap.start)} to {clock(gap.end)}")
    for one in (*(f"without its {kind}" for kind in heard.lacks), *filter(None, [heard.note])):
        click.echo(f"    {one}")


def _tell(page: HeldPage) -> None:
    """A page: where it was given, then each gap with its words."""
    places = ", ".join(place.cited() for place in page.produced[:4]) or "not found"
    reading = "" if page.layer == "text" else f" ({page.layer})"
    seen = "by its picture" if page.by == "image" else f"{page.covered} of {page.words} words"
    click.echo(f"  p. {page.page}{reading}: {seen}; {places}")
    for gap in page.missing:
        where = gap.where or f"characters {gap.start} to {gap.end}"
        click.echo(f"    {show.words(gap.kind)}, {where}:")
        click.echo(show.folded(gap.text, "      "))
