"""`kyles disclose`: an item given by other means than a volume."""

from pathlib import Path

import click

from kyles.cli import options
from kyles.errors import NotFound
from kyles.model import Disclosure, Manner
from kyles.store import items, productions


@click.command()
@click.argument("item", metavar="ITEM")
@click.option("--to", "defendant", required=True, metavar="DEFENDANT")
@click.option("--on", required=True, type=options.Day(), help="The day.")
@click.option(
    "--by",
    "manner",
    required=True,
    type=click.Choice([one.value for one in Manner]),
    help="How. Offered or portal alone is not served.",
)
@click.option(
    "--receipt",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A receipt; its bytes are kept with the matter.",
)
@options.matter
def command(
    item: str, defendant: str, on: str, manner: str, receipt: Path | None, matter: Path | None
) -> None:
    """Record that ITEM was served, sent, offered, inspected or told of."""
    with options.opened(matter) as store:
        view = store.view()
        found = items.acted_on(view, item)
        name = options.defendant_of(view, defendant)
        if receipt and not receipt.is_file():
            raise NotFound(f"{receipt}: there is no such file.")
        kept = None
        if receipt:
            with receipt.open("rb") as stream:
                kept, _ = store.blobs.put(stream)
        told = Disclosure(found.id, name, on, Manner(manner), kept,
                          receipt.name if receipt else None)  # fmt: skip
        store.record([productions.disclosed(told)])
    click.echo(f"{found.path}: {manner}, {name}, {on}.")
