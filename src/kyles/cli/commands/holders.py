"""`kyles holders`: who holds what, and how much of it each defendant was given."""

from pathlib import Path

import click

from kyles.audit import look
from kyles.cli import options, show
from kyles.export.holders import by_holder


@click.command()
@options.matter
@options.as_json
@options.as_of
def command(matter: Path | None, as_json: bool, as_of: int | None) -> None:
    """Count each holder's items by what every defendant was given of them."""
    with options.opened(matter) as store:
        bars = options.bars()
        rows = by_holder(look(store.view(as_of=as_of), progress=bars))
        bars.end()
    if as_json:
        show.document({"holders": [{"holder": holder, "defendant": name, "statuses": counts}
                                   for holder, name, counts in rows]})  # fmt: skip
        return
    show.table(
        ("holder", "for", "items", "status"),
        [
            (
                holder,
                name,
                sum(counts.values()),
                ", ".join(f"{count} {show.words(status)}" for status, count in counts.items()),
            )
            for holder, name, counts in rows
        ],
    )
