"""`kyles mark`: mark an item for review as potentially favorable."""

from pathlib import Path

import click

from kyles.cli import options
from kyles.store import item_acts, items


@click.command()
@click.argument("item", metavar="ITEM")
@click.option(
    "--favorable",
    required=True,
    type=click.Choice(item_acts.FAVORABLE),
    help="To what it may be favorable.",
)
@click.option("--reason", required=True, help="Why.")
@options.matter
def command(item: str, favorable: str, reason: str, matter: Path | None) -> None:
    """Mark ITEM for review as potentially favorable. The mark stays in this office."""
    with options.opened(matter) as store:
        found = items.acted_on(store.view(), item)
        store.record([item_acts.marked(found, favorable=favorable, reason=reason)])
    click.echo(f"{found.path} is marked for review as potentially favorable ({favorable}).")
