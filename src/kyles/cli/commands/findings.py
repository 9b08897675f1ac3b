"""`kyles findings`: the findings of the last audit, filtered."""

from pathlib import Path

import click

from kyles.audit import audit
from kyles.cli import options, show
from kyles.export.audit_document import finding_document
from kyles.findings import rules
from kyles.model import FindingState


@click.command()
@click.option("--rule", type=click.Choice([one.name for one in rules()]), help="Of this rule only.")
@click.option("--for", "owed_to", metavar="DEFENDANT", help="For this defendant only.")
@click.option(
    "--state",
    type=click.Choice([state.value for state in FindingState]),
    help="In this state only (default: all but ended ones).",
)
@click.option("--priority", type=click.IntRange(1, 4), help="Of this priority or worse.")
@options.no_quotes
@options.matter
@options.as_json
@options.as_of
def command(
    rule: str | None, owed_to: str | None, state: str | None, priority: int | None,
    no_quotes: bool, matter: Path | None, as_json: bool, as_of: int | None,
) -> None:  # fmt: skip
    """List the findings with their states, worst first."""
    with options.opened(matter) as store:
        name = options.defendant_of(store.view(), owed_to) if owed_to else None
        bars = options.bars()
        audited = audit(store, as_of=as_of, progress=bars)
        bars.end()
    every = (*audited.findings, *audited.ended) if state else audited.findings
    some = [
        one
        for one in every
        if (rule is None or one.rule == rule)
        and (name is None or one.owed_to == name)
        and (state is None or one.state == state)
        and (priority is None or one.priority <= priority)
    ]
    if as_json:
        show.document({"findings": [finding_document(one, quotes=not no_quotes) for one in some]})
        return
    for one in some:
        show.finding(one)
    click.echo(f"{len(some)} of {len(every)} findings; 'kyles show F-0001' shows one", err=True)
