"""`kyles link`: say whether an item under another incident belongs to this matter."""

from pathlib import Path

import click

from kyles.cli import options
from kyles.errors import UsageError
from kyles.store import item_acts, items


@click.command()
@click.argument("item", metavar="ITEM")
@click.option("--yes", "belongs", flag_value="yes", help="It belongs to this matter.")
@click.option("--no", "belongs", flag_value="no", help="It does not.")
@click.option("--reason", default="", help="Why.")
@options.matter
def command(item: str, belongs: str | None, reason: str, matter: Path | None) -> None:
    """Say whether ITEM, which is under another incident, belongs to this matter.

    What is said of an item comes before what is said of its incident.
    """
    if belongs is None:
        raise UsageError("An answer is missing.", hint="Add --yes or --no.")
    with options.opened(matter) as store:
        found = items.acted_on(store.view(), item)
        store.record([item_acts.linked(found, belongs=belongs == "yes", reason=reason.strip())])
    told = "belongs" if belongs == "yes" else "does not belong"
    click.echo(f"{found.path} {told} to this matter, from the next audit on.")
