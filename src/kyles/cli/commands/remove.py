"""`kyles remove`: obey an order to destroy what is kept of an item."""

from pathlib import Path

import click

from kyles.cli import options, show
from kyles.errors import UsageError
from kyles.model.item import State
from kyles.store import items, removals


@click.command()
@click.argument("item", metavar="ITEM")
@click.option("--under", "order", required=True, metavar="ORDER",
              help="The order: court, number and day. It stays in the ledger.")  # fmt: skip
@click.option("--kind", type=click.Choice(["clawback", "sealing", "expungement"]), required=True,
              help="What is ordered.")  # fmt: skip
@options.matter
def command(item: str, order: str, kind: str, matter: Path | None) -> None:
    """Destroy what is kept of ITEM and of its parts: this cannot be undone. The tombstone and every
    proof stay. The files that were added, outside the matter's folder, are not touched.
    """
    if not order.strip():
        raise UsageError("--under is empty.")
    with options.opened(matter) as store, store.job("remove"):
        found = items.one(store.view(), item)
        if found.version.state is State.EXPUNGED:
            removals.clean(store)
            click.echo(f"{found.id} is removed already; free pages were cleaned again.")
            return
        done = removals.remove(store, found, order=order, kind=kind)
    click.echo(f"{found.id} is removed under {order}: {show.count(done.items, 'item')},"
               f" {show.count(done.events, 'event')} without a body now.")  # fmt: skip
    for path in done.shared:
        click.echo(f"stays: {path} is not removed, and has the same content or encloses it.")
    for path in done.lists:
        click.echo(f"goes too: the file {path}, which named it; what it says of other things stays."
                   " Add its next export under another name.")  # fmt: skip
    click.echo("Not touched: files outside the matter, other copies of its folder, certificates as"
               " filed, and lists and other items that name it.")  # fmt: skip
