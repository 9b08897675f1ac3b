"""`kyles export`: the report and its tables; or what one defendant's side may be shown."""

import json
from pathlib import Path

import click

from kyles import clock
from kyles.audit import audit
from kyles.cli import options
from kyles.cli.written import write
from kyles.errors import Refused
from kyles.export.audit_document import audit_document
from kyles.export.bag import bag
from kyles.export.coverage_document import coverage_document
from kyles.store import Store
from kyles.store.access import defense


@click.command(name="export")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder for the files; made if it is not there.",
)
@click.option(
    "--served-to",
    metavar="DEFENDANT",
    help="Only what this defendant's side may be shown: what it was given, and the log.",
)
@click.option("--bag", "as_bag", is_flag=True,
              help="As a BagIt bag, with sha256 and sha512 of every file.")  # fmt: skip
@options.no_quotes
@options.matter
@options.as_of
def command(
    out: Path, served_to: str | None, as_bag: bool, no_quotes: bool, matter: Path | None,
    as_of: int | None,
) -> None:  # fmt: skip
    """Write report.html, findings and coverage as JSON and CSV into a folder."""
    if out.is_file():
        raise Refused(f"{out} is a file.", hint="Give a folder.")
    if as_bag and out.is_dir() and any(out.iterdir()):
        raise Refused(f"{out} is not empty.", hint="A bag has a folder of its own.")
    with options.opened(matter) as store:
        files = _served(store, served_to) if served_to else _report(store, as_of, not no_quotes)
    written = {name: text.encode() for name, text in files.items()}
    if as_bag:
        written = bag(written, made=clock.now().date().isoformat())
    for name, content in written.items():
        write(out / name, content)
        click.echo(out / name)


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _served(store: Store, defendant: str) -> dict[str, str]:
    from kyles.export.served import served

    name = options.defendant_of(store.view(), defendant)
    return {"served.json": _json(served(store.view(defense(name))))}


def _report(store: Store, as_of: int | None, quotes: bool) -> dict[str, str]:
    from kyles.export.report import report
    from kyles.export.tables import coverage_csv, findings_csv

    bars = options.bars()
    audited = audit(store, as_of=as_of, progress=bars)
    bars.end()
    coverage = coverage_document(audited.audit, size=audited.size, root=audited.root, quotes=quotes)
    return {
        "report.html": report(audited, quotes=quotes),
        "findings.json": _json(audit_document(audited, quotes=quotes)),
        "findings.csv": findings_csv(audited, quotes=quotes),
        "coverage.json": _json(coverage),
        "coverage.csv": coverage_csv(audited),
    }
