"""`kyles show`: one finding with all its sources, or one item with its text."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kyles.audit import audit
from kyles.cli import options
from kyles.cli import show as shown
from kyles.errors import NotFound, UsageError
from kyles.export.audit_document import finding_document
from kyles.model import Item
from kyles.reconcile.lines import Details
from kyles.reconcile.pages import inside
from kyles.store import Store, View, findings, items, lists, productions, readings

PLACING = ("rows", "cues")
FINDING = re.compile(r"[Ff]-?\d+")


@click.command()
@click.argument("words", metavar="FINDING|ITEM")
@click.option("--text", is_flag=True, help="The item's text, as offsets count it.")
@click.option("--page", type=click.IntRange(1), help="This page only.")
@click.option(
    "--reading",
    default="text",
    show_default=True,
    help="Which reading: text, header, footer, note, comment, deleted ...",
)
@options.matter
@options.as_json
@options.as_of
def command(
    words: str, text: bool, page: int | None, reading: str, matter: Path | None, as_json: bool,
    as_of: int | None,
) -> None:  # fmt: skip
    """Show a finding (F-0001) or an item (its id, path, own number or file name)."""
    if page and not text:
        raise UsageError("--page goes with --text.")
    with options.opened(matter) as store:
        if FINDING.fullmatch(words) and not text:
            _finding(store, words, as_json=as_json, as_of=as_of)
            return
        view = store.view(as_of=as_of)
        item = items.one(view, words)
        if text:
            _text(view, item, page, reading)
        elif as_json:
            shown.document(_item(view, item))
        else:
            for name, value in _item(view, item).items():
                for label, line in _lines(name, value):
                    click.echo(f"{label:12} {line}")


def _finding(store: Store, words: str, *, as_json: bool, as_of: int | None) -> None:
    now = store.view(as_of=as_of)
    wanted = findings.one(now, words).id
    audited = audit(store, as_of=now.size)
    one = next(one for one in (*audited.findings, *audited.ended) if one.id == wanted)
    decided = findings.decisions(now).get(wanted, [])
    history = [{"at": each.at, "by": each.by, "state": each.state.value, "says": each.text}
               for each in decided]  # fmt: skip
    if as_json:
        shown.document({**finding_document(one), "history": history})
        return
    shown.finding(one, sources=len(one.sources))
    for each in history:
        click.echo(f"    {each['at']} {each['by']}: {each['state']}: {each['says']}")


def _item(view: View, item: Item) -> dict[str, object]:
    version = item.version
    labels = productions.labels(view).get(item.id, {})
    content = items.content(view, item)
    told = [entry.facts for entry in lists.entries(view) if entry.item == item.id]
    inside_it = [one.path for one in items.every(view) if one.parent == item.id]
    return {
        "item": item.id, "path": item.path, "kind": item.kind.value, "title": item.title,
        "holder": item.holder, "number": item.number, "incident": item.incident,
        "state": version.state.value, "reason": version.reason, "version": version.number,
        "sha256": version.sha256, "size": version.size, "media_type": version.media_type,
        "pages": version.pages, "bates": [labels[page] for page in sorted(labels)],
        "facts": told, "inside": inside_it,
        "details": _details(readings.details(view, content)) if content else {},
    }  # fmt: skip


def _details(told: Details) -> dict[str, str]:
    """What the file says of itself; what only places lines on pages is left out."""
    found: dict[str, list[str]] = {}
    for name, value in told:
        if name not in PLACING:
            found.setdefault(name, []).append(value.replace("\t", " "))
    return {name: "; ".join(values) for name, values in found.items()}


def _lines(name: str, value: Any) -> Iterator[tuple[str, object]]:
    """What is known of an item, a line for each value; what is not known has no line."""
    if isinstance(value, dict):
        value = [f"{shown.words(key)}: {told}" for key, told in value.items() if told]
    if not isinstance(value, list):
        value = [value] if value not in (None, "", 0) else []
    for at, one in enumerate(value):
        told = "; ".join(f"{key}: {each}" for key, each in one.items()) if isinstance(
            one, dict) else one  # fmt: skip
        yield name if at == 0 else "", " ".join(str(told).split())


def _text(view: View, item: Item, page: int | None, reading: str) -> None:
    content = readings.newest(view, items.contents(view, [item])).get(item.id)
    pages = readings.of(view, content) if content else {}
    if page and page > item.version.pages:
        count = item.version.pages
        raise NotFound(f"{item.path} has {count} page{'' if count == 1 else 's'}.")
    known = sorted({"text", *(one.layer.value for told in pages.values() for one in told)})
    if reading not in known:
        raise NotFound(f"{item.path} has no reading '{reading}'.",
                       hint=f"It has {', '.join(known)}.")  # fmt: skip
    some = [page] if page else sorted(pages)
    click.echo("\f".join(inside(pages.get(number, ()), reading) for number in some), nl=False)
