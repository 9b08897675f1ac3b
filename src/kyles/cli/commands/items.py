"""`kyles items`: what is held and what was given, item by item."""

from pathlib import Path

import click

from kyles.cli import options, show
from kyles.model import Item, Side, State
from kyles.model.item import NOT_READ
from kyles.store import items


@click.command()
@click.option("--held", "side", flag_value="held", help="Only what is held.")
@click.option("--produced", "side", flag_value="produced", help="Only what was given.")
@click.option("--holder", help="Only what this holder has.")
@click.option("--state", type=click.Choice([state.value for state in State]))
@click.option("--unread", is_flag=True, help="Only what could not be read whole.")
@options.matter
@options.as_json
@options.as_of
def command(
    side: str | None, holder: str | None, state: str | None, unread: bool, matter: Path | None,
    as_json: bool, as_of: int | None,
) -> None:  # fmt: skip
    """List the items of the matter with their states."""
    with options.opened(matter) as store:
        every = items.every(store.view(as_of=as_of), side=Side(side) if side else None,
                            tombstones=True)  # fmt: skip
    some = [
        item
        for item in every
        if (holder is None or (item.holder or "").casefold() == holder.casefold())
        and (state is None or item.version.state == state)
        and (not unread or item.version.state in NOT_READ)
    ]
    if as_json:
        show.document({"items": [_document(item) for item in some]})
        return
    show.table(
        ("item", "side", "kind", "state", "pages", "path"),
        [
            (
                item.id,
                item.side,
                item.kind,
                item.version.state,
                item.version.pages or "",
                item.path + (f"  ({item.version.reason})" if item.version.reason else ""),
            )
            for item in some
        ],
    )
    click.echo(f"{len(some):,} of {len(every):,} items", err=True)


def _document(item: Item) -> dict[str, object]:
    version = item.version
    return {
        "item": item.id, "side": item.side.value, "kind": item.kind.value, "role": item.role.value,
        "holder": item.holder, "volume": item.volume, "path": item.path, "title": item.title,
        "number": item.number, "incident": item.incident, "defendant": item.defendant,
        "parent": item.parent, "state": version.state.value, "reason": version.reason,
        "version": version.number, "sha256": version.sha256, "size": version.size,
        "media_type": version.media_type, "pages": version.pages,
        "expected": version.expected, "emitted": version.emitted, "failed": version.failed,
    }  # fmt: skip
