"""`kyles request`: the letter that asks for what is missing, and remembers what was asked."""

from pathlib import Path

import click

from kyles import clock
from kyles.audit import audit
from kyles.cli import options
from kyles.errors import UsageError
from kyles.export.letter import letter, requestable
from kyles.model import FindingState
from kyles.store import acts, findings, matters
from kyles.store.acts import Request


@click.command()
@click.option("--defendant", required=True, help="For whom it asks.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The letter, a Word file.",
)
@options.matter
def command(defendant: str, out: Path, matter: Path | None) -> None:
    """Write a letter with one numbered request an item; the next audit says what was answered."""
    if out.suffix.lower() != ".docx":
        raise UsageError(f"{out}: the letter is a Word file; give a name that ends in .docx.")
    with options.opened(matter) as store:
        view = store.view()
        name = options.defendant_of(view, defendant)
        audited = audit(store)
        today = clock.today(matters.matter(view).zone)
        asked = [one for one in acts.requests(view) if one.defendant == name]
        known = {(one.rule, one.subject) for one in asked}
        number = max((one.number for one in asked), default=0)
        new, events = [], []
        for number, one in enumerate(
            (one for one in requestable(audited, name) if (one.rule, one.subject) not in known),
            number + 1,
        ):
            new.append(Request(name, number, one.rule, one.subject, one.says, today.isoformat()))
            text = f"request {number} of {today}"
            events.append(findings.decided(one.id, FindingState.ASKED, text, one.digest))
        current = [*asked, *new]
        out.write_bytes(letter(audited, name, current, on=today))
        if new:
            store.record([*(acts.requested(one) for one in new), *events])
    click.echo(f"{out}: {len(current)} requests for {name}, {len(new)} of them new.")
