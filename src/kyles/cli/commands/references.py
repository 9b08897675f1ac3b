"""`kyles references`: what documents say exists, and whether it is here."""

from dataclasses import asdict
from pathlib import Path

import click

from kyles.audit import look
from kyles.cli import options, show


@click.command()
@click.option("--missing", is_flag=True, help="Only what was not found here.")
@options.matter
@options.as_json
@options.as_of
def command(missing: bool, matter: Path | None, as_json: bool, as_of: int | None) -> None:
    """List the things that documents name, with the pages that name them."""
    with options.opened(matter) as store:
        bars = options.bars()
        audit = look(store.view(as_of=as_of), progress=bars)
        bars.end()
    some = [one for one in audit.references if not (missing and one.items)]
    if as_json:
        show.document({"references": [asdict(one) for one in some]})
        return
    show.table(
        ("here", "reference", "named in"),
        [
            (
                "yes" if one.items else "no",
                one.label,
                ", ".join(
                    dict.fromkeys(f"{place.path} p. {place.page}" for place in one.mentions[:3])
                ),
            )
            for one in some
        ],
    )
