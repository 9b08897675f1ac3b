"""`kyles decide`: what a person decided of a finding."""

from pathlib import Path

import click

from kyles.cli import options
from kyles.errors import UsageError
from kyles.model import FindingState
from kyles.store import decisions, findings

ANSWERS = ("provided", "exists-elsewhere", "never-created", "destroyed", "no-answer")


@click.command()
@click.argument("finding", metavar="FINDING")
@click.option("--explain", metavar="TEXT", help="Why it is no gap.")
@click.option("--wrong", metavar="TEXT", help="Why the finding is wrong.")
@click.option("--asked", metavar="TEXT", help="Whom it was asked of.")
@click.option("--answered", type=click.Choice(ANSWERS), help="What the answer was.")
@click.option("--note", default="", help="More words to an answer.")
@options.matter
def command(
    finding: str, explain: str | None, wrong: str | None, asked: str | None, answered: str | None,
    note: str, matter: Path | None,
) -> None:  # fmt: skip
    """Record a decision on FINDING. It holds until the gap changes; then the finding reopens."""
    told = [
        (state, text)
        for state, text in (
            (FindingState.EXPLAINED, explain),
            (FindingState.WRONG, wrong),
            (FindingState.ASKED, asked),
            (FindingState.ANSWERED, answered),
        )
        if text is not None
    ]
    if len(told) != 1 or not told[0][1].strip():
        raise UsageError("Give one of --explain, --wrong, --asked, --answered, with words.")
    ((state, text),) = told
    text = f"{text}: {note}" if note else text
    with options.opened(matter) as store:
        one = findings.one(store.view(), finding)
        store.record(decisions.decided(one, state, text))
    click.echo(f"{one.id} is {state}.")
