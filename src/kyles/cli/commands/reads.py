"""`kyles reads`: who of the office and its agencies looked at what in the browser."""

from dataclasses import asdict
from pathlib import Path

import click

from kyles.cli import options, show
from kyles.store.reads import SEARCH, STATE, VIEW, reads


@click.command()
@click.option("--kind", type=click.Choice([SEARCH, VIEW]), help="Searches, or pages, only.")
@click.option("--most", type=click.IntRange(1), default=100, show_default=True, metavar="N",
              help="The newest N.")  # fmt: skip
@options.matter
@options.as_json
def command(kind: str | None, most: int, matter: Path | None, as_json: bool) -> None:
    """List who of the State looked at what in the browser, and what was searched, newest first.

    The court's and the defense's reads are their own, and are not here.
    """
    with options.opened(matter) as store, reads(store.folder, STATE) as kept:
        some = [read for _, read in kept.listed(kind=kind or "", limit=most)]
    if as_json:
        show.document({"reads": [asdict(one) for one in some]})
        return
    show.table(("when", "who", "what", "page", "address"), [
        (one.at, one.by, one.kind, one.page, one.address) for one in some
    ])  # fmt: skip
    click.echo(show.count(len(some), "read"), err=True)
