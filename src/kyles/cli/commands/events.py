"""`kyles events`: what happened in the case, which dates are counted from."""

from pathlib import Path

import click

from kyles.cli import options
from kyles.cli.listing import listing
from kyles.errors import UsageError
from kyles.model import CaseEvent, Happening
from kyles.store import case_events, items


def document(one: CaseEvent) -> dict[str, object]:
    """An event for scripts."""
    return {"event": one.id, "kind": one.kind.value, "on": one.on, "defendant": one.defendant,
            "says": one.says, "source": one.source, "item": one.item}  # fmt: skip


command = listing(
    "events",
    "List the events of the case by day.",
    read=case_events.case_events,
    heads=("event", "on", "kind", "defendant", "says"),
    row=lambda one: (one.id, one.on, one.kind, one.defendant or "every", one.says),
    document=document,
)


@command.command()
@click.argument("kind", type=click.Choice([one.value for one in Happening]))
@click.option("--on", required=True, type=options.Day(), help="The day.")
@click.option("--defendant", help="Whom it concerns; without it, every defendant.")
@click.option("--item", help="The item that it is about.")
@click.option(
    "--says", default="", help="What happened, briefly; 'in custody' and 'by mail' count."
)
@click.option("--source", default="", help="Who says so: a document, a docket entry, a person.")
@options.matter
def add(
    kind: str, on: str, defendant: str | None, item: str | None, says: str, source: str,
    matter: Path | None,
) -> None:  # fmt: skip
    """Record an event. Where its day is disputed, record it once for each day."""
    with options.opened(matter) as store:
        view = store.view()
        name = options.defendant_of(view, defendant) if defendant else None
        about = items.acted_on(view, item).id if item else None
        one = CaseEvent(case_events.next_id(view), Happening(kind), on, name, says, source, about)
        store.record([case_events.happened(one)])
    click.echo(f"{one.id}: {kind}, {on}{f', {name}' if name else ''}.")


@command.command()
@click.argument("event", metavar="EVENT")
@click.option("--reason", required=True, help="Why it was wrong.")
@options.matter
def withdraw(event: str, reason: str, matter: Path | None) -> None:
    """Take back an EVENT that was recorded in error; the ledger keeps both."""
    if not reason.strip():
        raise UsageError("--reason is empty.")
    with options.opened(matter) as store:
        case_events.one(store.view(), event)
        store.record([case_events.withdrawn(event, reason)])
    click.echo(f"{event} is withdrawn.")
