"""`kyles productions`: what each defendant was given, volume by volume, and what is new in each."""

from pathlib import Path

import click

from kyles.audit import look
from kyles.cli import options, show
from kyles.reconcile import counted
from kyles.reconcile.index import Line, index
from kyles.store import Store, productions


@click.command()
@click.option("--defendant", help="This defendant only, as an index of every document.")
@click.option("--by-kind", is_flag=True, help="What each was given of each kind of held item.")
@options.matter
@options.as_json
@options.as_of
def command(
    defendant: str | None, by_kind: bool, matter: Path | None, as_json: bool, as_of: int | None
) -> None:
    """List the volumes; with --defendant, an index of their documents and what is new in each."""
    with options.opened(matter) as store:
        if by_kind:
            _kinds(store, as_of, as_json=as_json)
        elif defendant:
            _index(store, options.defendant_of(store.view(), defendant), as_of, as_json=as_json)
        else:
            _volumes(store, as_of, as_json=as_json)


def _volumes(store: Store, as_of: int | None, *, as_json: bool) -> None:
    told = [
        {"volume": one.name, "defendants": list(one.defendants), "on": one.on}
        for one in productions.volumes(store.view(as_of=as_of))
    ]
    if as_json:
        show.document({"productions": told})
    else:
        show.table(
            ("volume", "on", "to"),
            [(one["volume"], one["on"] or "", ", ".join(one["defendants"] or ())) for one in told],
        )


def _kinds(store: Store, as_of: int | None, *, as_json: bool) -> None:
    bars = options.bars()
    rows = counted.by_kind(look(store.view(as_of=as_of), progress=bars))
    bars.end()
    if as_json:
        show.document({"kinds": [{"kind": kind, "defendant": name, "statuses": counts}
                                 for kind, name, counts in rows]})  # fmt: skip
        return
    show.table(("kind", "for", "items", "status"), [
        (kind, name, sum(counts.values()),
         ", ".join(f"{count} {show.words(status)}" for status, count in counts.items()))
        for kind, name, counts in rows
    ])  # fmt: skip


def _index(store: Store, name: str, as_of: int | None, *, as_json: bool) -> None:
    lines = index(store.view(as_of=as_of), name)
    if as_json:
        show.document({"defendant": name, "documents": [_document(line) for line in lines]})
        return
    show.table(
        ("volume", "Bates", "pages", "new", "document"),
        [(line.volume, line.cited, line.pages, line.news, line.title) for line in lines],
    )


def _document(line: Line) -> dict[str, object]:
    return {
        "volume": line.volume, "on": line.on, "begin": line.begin, "end": line.end,
        "first": line.first, "pages": line.pages, "title": line.title, "path": line.path,
        "new": line.news, "share_new": line.share_new, "basis": line.basis,
    }  # fmt: skip
