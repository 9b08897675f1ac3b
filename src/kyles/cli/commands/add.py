"""`kyles add`: what a holder has, or what a defendant was given."""

from pathlib import Path

import click

from kyles.cli import options, show
from kyles.errors import Exit, UsageError
from kyles.intake import inventory
from kyles.intake.add import Added, Addition, add


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--holder", help="The organisation or system that has it.")
@click.option(
    "--produced-to",
    "defendants",
    multiple=True,
    metavar="DEFENDANT",
    help="The defendant it was given to; may repeat for one volume given to several.",
)
@click.option("--on", type=options.Day(), help="The day it was given.")
@click.option("--incident", help="The agency's case number that all of it belongs to.")
@click.option("--defendant", help="The only defendant whom it concerns.")
@click.option(
    "--written",
    type=options.Written(),
    help="When its documents were written, as far as known: 2024-07, 2024-07-15 or 2024.",
)
@click.option(
    "--restricted",
    is_flag=True,
    help="Keep hash and metadata only: no copy, no text (material that the law keeps in"
    " government hands).",
)
@click.option(
    "--map",
    "columns",
    metavar="NAME=COLUMN,...",
    help="How a list's columns are to be read; remembered for this holder.",
)
@options.matter
@options.as_json
def command(
    path: Path, holder: str | None, defendants: tuple[str, ...], on: str | None,
    incident: str | None, defendant: str | None, written: str | None, restricted: bool,
    columns: str | None, matter: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Add a folder, drive, export, inventory or volume.

    With --holder it is what the prosecution team holds, with --produced-to what a defendant was
    given. Adding it again changes nothing but what has changed.
    """
    if holder is not None and not holder.strip():
        raise UsageError("--holder is empty.", hint="Name the organisation or system.")
    if bool(holder) == bool(defendants):
        raise UsageError(
            "Say whose it is: either --holder or --produced-to.",
            hint="--holder for what is held, --produced-to for what was given.",
        )
    if on and not defendants:
        raise UsageError("--on goes with --produced-to.")
    with options.opened(matter) as store:
        view = store.view()
        named = tuple(options.defendant_of(view, name) for name in defendants)
        concerned = options.defendant_of(view, defendant) if defendant else None
        addition = Addition(
            holder=holder,
            defendants=named,
            on=on,
            incident=incident,
            defendant=concerned,
            restricted=restricted,
            written=written,
            columns=inventory.parse_map(columns) if columns else {},
        )
        bars = options.bars()
        added = add(store, path, addition, progress=bars)
        bars.end()
    show.document(_document(added)) if as_json else _tell(added)
    if added.unread:
        raise SystemExit(Exit.INCOMPLETE)


def _document(added: Added) -> dict[str, object]:
    return {
        "source": added.source.name, "side": added.source.side.value,
        "holder": added.source.holder, "files": added.files, "items": added.items,
        "new": added.new, "changed": added.changed, "gone": added.gone,
        "states": {state.value: count for state, count in sorted(added.states.items())},
        "unread": [{"path": path, "state": state.value, "reason": reason}
                   for path, state, reason in added.trouble],
    }  # fmt: skip


SHOWN = 20


def _tell(added: Added) -> None:
    """Counts, then what could not be read."""
    news = f"{added.new:,} new, {added.changed:,} changed, {added.gone:,} gone"
    told = news if added.new or added.changed or added.gone else "nothing new"
    files, items = show.count(added.files, "file"), show.count(added.items, "item")
    click.echo(f"{added.source.name}: {files}, {items} ({told})")
    show.table(
        ("state", "items"), [(state, f"{count:,}") for state, count in sorted(added.states.items())]
    )
    for path, state, reason in added.trouble[:SHOWN]:
        click.echo(f"  {state}: {path}: {reason}", err=True)
    if len(added.trouble) > SHOWN:
        click.echo(f"  and {len(added.trouble) - SHOWN:,} more: kyles items --unread", err=True)
