"""`kyles disposition`: how a defendant's case stands, and what follows from that."""

from pathlib import Path

import click

from kyles.cli import options, show
from kyles.errors import UsageError
from kyles.law import DISCLAIMER
from kyles.law.effects import Effects, effects
from kyles.model.disposition import Disposition, Outcome
from kyles.reconcile.dues import Dues, dues
from kyles.store import Store, dispositions, matters


@click.command()
@click.option("--defendant", help="Whose case.")
@click.option("--kind", type=click.Choice([one.value for one in Outcome]), help="To record it.")
@click.option("--on", type=options.Day(), help="The day.")
@click.option("--source", default="", help="Who says so.")
@options.matter
@options.as_json
@options.as_of
def command(
    defendant: str | None, kind: str | None, on: str | None, source: str, matter: Path | None,
    as_json: bool, as_of: int | None,
) -> None:  # fmt: skip
    """Record a disposition, or show those recorded with their effects. Not legal advice."""
    if kind and not (defendant and on):
        raise UsageError("--kind needs --defendant and --on.")
    with options.opened(matter) as store:
        name = options.defendant_of(store.view(), defendant) if defendant else None
        if kind and name and on:
            store.record([dispositions.disposed(Disposition(name, Outcome(kind), on, source))])
            as_of = None
        told = _effects(store, name, as_of)
    if as_json:
        show.document({"dispositions": [_document(one) for one in told], "says": DISCLAIMER})
        return
    for one in told:
        _show(one)


def _effects(store: Store, name: str | None, as_of: int | None) -> list[Effects]:
    view = store.view(as_of=as_of)
    law = dues(view, matters.matter(view))
    return [_of(law, one) for who, one in law.dispositions.items() if name in (None, who)]


def _of(law: Dues, one: Disposition) -> Effects:
    return effects(one, law.provisions, law.events_of(one.defendant), today=law.today)


def _show(one: Effects) -> None:
    said = one.disposition
    click.secho(f"{said.defendant}: {said.outcome.value.replace('-', ' ')}, {said.on}", bold=True)
    for text in (*one.refiling, one.retention, one.holds):
        click.echo(show.folded(text, "  "))
    for rule in one.review:
        click.echo(show.folded(f"To review: {rule.title} ({rule.basis}).", "  "))


def _document(one: Effects) -> dict[str, object]:
    said = one.disposition
    return {
        "defendant": said.defendant, "kind": said.outcome.value, "on": said.on,
        "source": said.source, "refiling": list(one.refiling), "retention": one.retention,
        "holds": one.holds,
        "review": [{"provision": rule.id, "cite": rule.source.cite, "mark": rule.mark}
                   for rule in one.review],
    }  # fmt: skip
