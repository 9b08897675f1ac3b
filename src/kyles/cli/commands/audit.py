"""`kyles audit`: every gap between what is held, what is said and what was given, worst first."""

from pathlib import Path

import click

from kyles.audit import Audited, audit
from kyles.cli import options, show
from kyles.cli.written import write
from kyles.errors import Exit
from kyles.export.audit_document import audit_document
from kyles.export.bottom_line import bottom_line
from kyles.export.scope import scope


@click.command()
@click.option(
    "--fail-on",
    type=click.IntRange(1, 4),
    metavar="PRIORITY",
    help="End with exit code 10 where a finding of this priority or worse is open.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report as one HTML file.",
)
@options.no_quotes
@options.matter
@options.as_json
@options.as_of
def command(
    fail_on: int | None, out: Path | None, no_quotes: bool, matter: Path | None, as_json: bool,
    as_of: int | None,
) -> None:  # fmt: skip
    """Reconcile the matter and report every gap with its sources, worst first."""
    with options.opened(matter) as store:
        bars = options.bars()
        audited = audit(store, as_of=as_of, progress=bars)
        bars.end()
    if out:
        from kyles.export.report import report

        write(out, report(audited, quotes=not no_quotes))
        click.echo(f"Report: {out}", err=True)
    if as_json:
        show.document(audit_document(audited, quotes=not no_quotes))
    else:
        tell(audited, quotes=not no_quotes)
    raise SystemExit(exit_code(audited, fail_on))


def exit_code(audited: Audited, fail_on: int | None) -> Exit:
    """10 for findings at or above the asked level, which outranks 3 for what was not read."""
    if fail_on and any(one.priority <= fail_on for one in audited.open):
        return Exit.FINDINGS
    told = scope(audited.audit)
    return Exit.INCOMPLETE if told["unread"] or told["unfinished"] else Exit.DONE


def tell(audited: Audited, *, quotes: bool = True) -> None:
    """The bottom line and its scope, then the findings in order."""
    click.secho(bottom_line(audited), bold=True)
    click.echo(show.folded(scope(audited.audit)["says"], ""))
    for one in audited.findings:
        click.echo()
        show.finding(one, sources=3 if quotes else 0)
    if audited.requests:
        click.echo()
        show.table(("request", "for", "asked on", "finding", "what became of it"), (
            (one.request.number, one.request.defendant, one.request.on, one.finding, one.answer)
            for one in audited.requests))  # fmt: skip
