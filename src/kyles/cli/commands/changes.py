"""`kyles changes`: what is new, moved or gone since a list was exported before."""

from pathlib import Path

import click

from kyles.cli import options, show
from kyles.reconcile.exports import Changed, changed
from kyles.store import lists


@click.command()
@click.option("--holder", help="Only lists of this holder.")
@options.matter
@options.as_json
@options.as_of
def command(holder: str | None, matter: Path | None, as_json: bool, as_of: int | None) -> None:
    """List what changed between the last two exports of each list.

    Adding an agency's export again makes the next one, also under another name, where it has most
    of the numbers of one before.
    """
    with options.opened(matter) as store:
        exports = lists.exports(store.view(as_of=as_of))
    some = [one for one in changed(exports)
            if holder is None or (one.now.holder or "").casefold() == holder.casefold()
            ]  # fmt: skip
    if as_json:
        show.document({"exports": [_document(one) for one in some]})
        return
    show.table(("list", "change", "number", "was", "now", "description"), [
        (one.now.path, "new since last export" if change.kind == "new" else change.kind,
         change.number, change.was, change.now, change.description)
        for one in some for change in one.changes
    ])  # fmt: skip
    told = sum(len(one.changes) for one in some)
    click.echo(f"{show.count(told, 'change')} in {show.count(len(some), 'list')}", err=True)


def _document(one: Changed) -> dict[str, object]:
    return {
        "list": one.now.list, "path": one.now.path, "holder": one.now.holder,
        "before": one.before.path,
        "changes": [{"kind": change.kind, "number": change.number, "was": change.was,
                     "now": change.now, "description": change.description}
                    for change in one.changes],
    }  # fmt: skip
