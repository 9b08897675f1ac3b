"""`kyles withhold`: the withholding log."""

from pathlib import Path
from typing import Any

import click

from kyles.cli import options, show
from kyles.model import Item
from kyles.store import Store, View, item_acts, items, productions
from kyles.store.access import OWNER, defense


@click.command()
@click.argument("item", metavar="[ITEM]", required=False)
@click.option("--provision", help="The provision under which it is withheld.")
@click.option("--reason", help="Why, in words that may be shown where the entry is.")
@click.option("--pages", default="", metavar="2-3,5", help="Only these pages.")
@click.option("--from", "defendant", metavar="DEFENDANT", help="Only from this defendant.")
@click.option(
    "--existence-revealed",
    type=click.Choice(["yes", "no"]),
    default="yes",
    show_default=True,
    help="Whether the other side may know of the entry.",
)
@click.option(
    "--log",
    "as_seen_by",
    metavar="DEFENDANT",
    help="Show the log as this defendant's side may see it.",
)
@options.matter
@options.as_json
def command(
    item: str | None, provision: str | None, reason: str | None, pages: str, defendant: str | None,
    existence_revealed: str, as_seen_by: str | None, matter: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Log that ITEM is withheld; without ITEM, show the log."""
    with options.opened(matter) as store:
        if item is None:
            _log(store, as_seen_by, as_json=as_json)
            return
        view = store.view()
        found = items.acted_on(view, item)
        store.record([item_acts.withheld(
            found, provision=provision or "", reason=reason or "", pages=pages,
            defendant=options.defendant_of(view, defendant) if defendant else None,
            existence_revealed=existence_revealed == "yes",
        )])  # fmt: skip
        told = _told_all_the_same(store.view(), found)
    click.echo(f"{found.path} is in the withholding log.")
    if told:
        click.echo(f"But the log tells of it openly, in {', '.join(told)}, to a defendant from whom"
                   " another entry keeps that it exists.", err=True)  # fmt: skip


def _told_all_the_same(view: View, item: Item) -> list[str]:
    """The entries that tell of an item which another one keeps from the same defendant."""
    log = [one for one in productions.withholdings(view) if one.item == item.id]
    return [one.id for one in log if any(other.is_told_by(one) for other in log)]


def _row(one: dict[str, Any]) -> list[object]:
    """An entry as a line; only this office's own log says whether its existence is revealed."""
    kept = one.get("existence_revealed")
    shown = [] if kept is None else ["revealed" if kept else "not revealed"]
    return [one["entry"], *shown, one["from"] or "all", one["pages"] or "all", one["provision"],
            one["item"], one["reason"]]  # fmt: skip


def _log(store: Store, as_seen_by: str | None, *, as_json: bool) -> None:
    view = store.view()
    viewer = defense(options.defendant_of(view, as_seen_by)) if as_seen_by else OWNER
    names = {one.id: one.path for one in items.every(view)}
    told = [
        {"entry": one.id, "item": names[one.item], "pages": one.pages, "from": one.defendant,
         "provision": one.provision, "reason": one.reason}
        | ({} if as_seen_by else {"existence_revealed": one.existence_revealed})
        for one in productions.withholdings(store.view(viewer))
    ]  # fmt: skip
    if as_json:
        show.document({"withholding_log": told})
    else:
        show.table(
            (
                "entry",
                *([] if as_seen_by else ["existence"]),
                "from",
                "pages",
                "provision",
                "item",
                "reason",
            ),
            [_row(one) for one in told],
        )
