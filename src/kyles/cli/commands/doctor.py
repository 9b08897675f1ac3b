"""`kyles doctor`: is this matter whole, and has this machine what Kyles needs?"""

import platform
from pathlib import Path

import click

from kyles.cli import options, show
from kyles.errors import Exit
from kyles.store import Store, events, items
from kyles.store.database import SQLITE, damages


@click.command()
@options.matter
@options.as_json
def command(matter: Path | None, as_json: bool) -> None:
    """Check the database, the ledger and every stored byte; name exactly what is wrong."""
    with options.opened(matter) as store:
        wrong, view = _wrong(store), store.view()
        size, count, root = view.size, len(items.every(view)), view.root
    if as_json:
        show.document({
            "python": platform.python_version(), "sqlite": SQLITE,
            "ledger": {"size": size, "root": root}, "items": count, "wrong": wrong,
        })  # fmt: skip
    else:
        click.echo(f"Python {platform.python_version()}, SQLite {SQLITE};"
                   f" {count} items, {size} events in the ledger")  # fmt: skip
        for each in wrong:
            click.echo(f"wrong: {each}")
        click.echo("Nothing is wrong." if not wrong else f"{len(wrong)} things are wrong.")
    if wrong:
        raise SystemExit(Exit.FAILED)


def _wrong(store: Store) -> list[str]:
    """What is wrong, in the order in which it would matter."""
    found = [f"database: {line}" for line in damages(store.connection)]
    found += [f"ledger: event {place} was altered" for place in events.altered(store.connection)]
    every = items.every(store.view())
    kept = {item.version.sha256 for item in every if item.version.state != "restricted"} - {None}
    found += [f"contents: {name} is missing" for name in sorted(map(str, kept))
              if not store.blobs.has(name)]  # fmt: skip
    found += [f"contents: {name} was altered" for name in store.blobs.damaged()]
    return found
