"""`kyles duties`: what is owed to each defendant, under which provision, due when."""

from pathlib import Path

import click

from kyles.audit import look
from kyles.cli import options, show
from kyles.export.deadlines import duty_document, history_document
from kyles.law import DISCLAIMER
from kyles.reconcile.duties import Duty, duties
from kyles.reconcile.history import History, Standing, histories
from kyles.reconcile.passages import called
from kyles.store import acts


@click.command()
@click.option("--defendant", help="For this defendant only.")
@click.option("--history", is_flag=True, help="Item by item: how each defendant stands to it.")
@options.matter
@options.as_json
@options.as_of
def command(
    defendant: str | None, history: bool, matter: Path | None, as_json: bool, as_of: int | None
) -> None:  # fmt: skip
    """List the duties to disclose that follow from the events of the case. Not legal advice."""
    with options.opened(matter) as store:
        view = store.view(as_of=as_of)
        name = options.defendant_of(view, defendant) if defendant else None
        bars = options.bars()
        audit = look(view, progress=bars)
        bars.end()
        asked = acts.requests(view)
    if history:
        _history(list(histories(audit, asked)), name, as_json=as_json)
        return
    some = [one for one in duties(audit) if name in (None, one.defendant)]
    if as_json:
        show.document({"today": audit.dues.today.isoformat(), "says": DISCLAIMER,
                       "duties": [duty_document(one) for one in some]})  # fmt: skip
        return
    for one in some:
        _show(one)
    if not some:
        click.echo("No duty follows from the recorded events; 'kyles events add' records one.")
    click.echo(f"{show.count(len(some), 'duty')}; {DISCLAIMER}", err=True)


def _history(some: list[History], name: str | None, *, as_json: bool) -> None:
    if as_json:
        show.document({"says": DISCLAIMER, "items": [history_document(one) for one in some]})
        return
    for one in some:
        _series(one, name)
    click.echo(f"{show.count(len(some), 'item')}; {DISCLAIMER}", err=True)


def _series(one: History, name: str | None) -> None:
    """An item's series by day, how each defendant stands to it, and what counsel fills in."""
    click.secho(f"{called(one.item)}, {one.item.holder}", bold=True)
    for moment in one.series:
        source = f" ({moment.source})" if moment.source else ""
        text = " ".join(filter(None, (moment.on or "no day told", moment.what, moment.who)))
        click.echo(show.folded(f"{text}{source}", "  ", hang=" " * 13))
    for each in one.defendants:
        if name in (None, each.defendant):
            click.echo(show.folded(_stands(each), "  ", hang="    "))
    click.echo(f"  For counsel: {', '.join(one.counsel)}.")


def _stands(one: Standing) -> str:
    told = (("requested", one.requested_on), ("given", one.given_on), ("known", one.known_on),
            ("verdict", one.verdict_on))  # fmt: skip
    days = "".join(f", {word} {day}" for word, day in told if day)
    review = "; ".join(rule.cited for rule in one.review)
    return f"{one.defendant}: {show.words(one.status)}{days}" + (
        f"; to review: {review}" * bool(review)
    )


def _show(one: Duty) -> None:
    due = one.deadline.due
    when = f"due {due.rolled}, safe {due.safe}, raw {due.raw}" if due else one.deadline.counted
    click.secho(f"{one.defendant}: {one.deadline.provision.title}: {one.state}, {when}", bold=True)
    click.echo(show.folded(one.deadline.basis, "  "))
    for name, on in one.done_by:
        click.echo(f"  given {on} by {name}")
    if one.open:
        paths = "; ".join(item.path for item in one.open[:5])
        more = f"; and {len(one.open) - 5} more" if len(one.open) > 5 else ""
        click.echo(show.folded(f"open: {paths}{more}", "  "))
    who = one.answerable
    named = f"{who.name}, {who.role}" if who else "nobody is recorded as lead prosecutor"
    click.echo(f"  answerable: {named}")
