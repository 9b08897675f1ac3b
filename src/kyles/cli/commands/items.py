"""`kyles items`: what is held and what was given, item by item."""

from pathlib import Path

import click

from kyles.cli import options, show
from kyles.fingerprint import sanity
from kyles.model import Item, Side, State
from kyles.model.item import NOT_READ
from kyles.store import View, items, readings

PICTURES = ("application/pdf", "image/*")


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
    """List the items of the matter with their states, and how many pages have little text or none.

    Such pages of a PDF or a picture are compared by their pictures; `kyles ocr` reads them.
    """
    with options.opened(matter) as store:
        view = store.view(as_of=as_of)
        every = items.every(view, side=Side(side) if side else None, tombstones=True)
        bare = _bare(view, every)
    some = [
        item
        for item in every
        if (holder is None or (item.holder or "").casefold() == holder.casefold())
        and (state is None or item.version.state == state)
        and (not unread or item.version.state in NOT_READ)
    ]
    if as_json:
        show.document({"items": [_document(item, bare[item.id]) for item in some]})
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
                item.path + _remark(item, bare[item.id]),
            )
            for item in some
        ],
    )
    click.echo(f"{len(some):,} of {len(every):,} items", err=True)


def _bare(view: View, some: list[Item]) -> dict[str, int]:
    """How many pages of each item are a picture, or may be, with next to no text."""
    contents = readings.newest(view, items.contents(view, some))
    worded = readings.worded(view, least=sanity.LITTLE)
    return {
        item.id: max(0, item.version.pages - worded.get(contents.get(item.id, ""), 0))
        if item.version.media_type in PICTURES else 0
        for item in some
    }  # fmt: skip


def _remark(item: Item, bare: int) -> str:
    """The reason of an item's state, and how many of its pages could be pictures alone."""
    of = f"{bare} of " if bare < item.version.pages else ""
    count = show.count(item.version.pages, "page")
    told = [item.version.reason, f"{of}{count} with little text or none" if bare else ""]
    return "".join(f"  ({one})" for one in told if one)


def _document(item: Item, bare: int) -> dict[str, object]:
    version = item.version
    return {
        "item": item.id, "side": item.side.value, "kind": item.kind.value, "role": item.role.value,
        "holder": item.holder, "volume": item.volume, "path": item.path, "title": item.title,
        "number": item.number, "incident": item.incident, "defendant": item.defendant,
        "parent": item.parent, "state": version.state.value, "reason": version.reason,
        "version": version.number, "sha256": version.sha256, "size": version.size,
        "media_type": version.media_type, "pages": version.pages,
        "pages_without_text": bare,
        "expected": version.expected, "emitted": version.emitted, "failed": version.failed,
    }  # fmt: skip
