"""`kyles coverage`: how much of each held item each defendant was given."""

from pathlib import Path

import click

from kyles.audit import look
from kyles.cli import options, show
from kyles.errors import Exit
from kyles.export.coverage_document import coverage_document
from kyles.export.scope import scope


@click.command()
@click.option("--defendant", help="This defendant only.")
@options.no_quotes
@options.matter
@options.as_json
@options.as_of
def command(
    defendant: str | None, no_quotes: bool, matter: Path | None, as_json: bool, as_of: int | None
) -> None:
    """Compare every held item with what each defendant was given, word by word."""
    with options.opened(matter) as store:
        view = store.view(as_of=as_of)
        name = options.defendant_of(view, defendant) if defendant else None
        bars = options.bars()
        audit = look(view, progress=bars)
        bars.end()
        told = coverage_document(
            audit, size=view.size, root=view.root, defendant=name, quotes=not no_quotes
        )
    if as_json:
        show.document(told)
    else:
        click.echo(show.folded(scope(audit)["says"], ""))
        show.table(
            ("status", "coverage", "for", "holder", "path"),
            [
                (
                    show.words(row["status"]),
                    "" if row["coverage"] is None else f"{row['coverage']:.0%}",
                    row["defendant"],
                    row["holder"],
                    row["path"],
                )
                for row in told["items"]
            ],
        )
    if scope(audit)["unread"]:
        raise SystemExit(Exit.INCOMPLETE)
