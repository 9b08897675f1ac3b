"""`kyles certificate`: what was served, inspected, withheld, lost, and is outstanding."""

from pathlib import Path

import click

from kyles.audit import audit
from kyles.certificate import addendum as sealed
from kyles.certificate import issue, time_stamps
from kyles.certificate.authority import NoTimeStamp
from kyles.certificate.readiness import readiness
from kyles.cli import options, show
from kyles.cli.written import write
from kyles.errors import UsageError
from kyles.store import Store, productions
from kyles.store.certificates import Issued
from kyles.store.logs import LogOf


@click.command()
@click.option("--defendant", required=True, metavar="NAME", help="To whom it certifies.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Where the PDF and the proof bundle go.")  # fmt: skip
@click.option("--by", metavar="ATTORNEY", help="The attorney who adopts and signs it.")
@click.option("--delay", default="", metavar="REASON",
              help="Why a supplement was not served before.")  # fmt: skip
@click.option("--number", type=int, metavar="N",
              help="Write out certificate N again, as it was filed.")  # fmt: skip
@click.option("--readiness", "sheet", type=click.Path(path_type=Path, dir_okay=False),
              help="Also write the internal readiness sheet to this file.")  # fmt: skip
@click.option("--addendum", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Also write the sealed addendum, for the court alone.")  # fmt: skip
@options.matter
@options.as_json
def command(
    defendant: str, out: Path | None, by: str | None, delay: str, number: int | None,
    sheet: Path | None, addendum: Path | None, matter: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Issue a certificate: a PDF for people, and one proof bundle. It always issues; its title says
    "incomplete" while anything is outstanding."""
    with options.opened(matter) as store:
        name = options.defendant_of(store.view(), defendant)
        if sheet:
            _readiness(store, name, sheet)
        if out is None and addendum:
            _seal(store, issue.filed(store, name, number), addendum)
        if out is None and (sheet or addendum):
            return
        if out is None:
            raise UsageError("--out is missing.", hint="Give the folder for PDF and bundle.")
        issued = issue.filed(store, name, number) if number else _issue(store, name, by, delay)
        written = issue.files(store, issued).write(out)
        if addendum:
            _seal(store, issued, addendum)
    _tell(issued, written, as_json=as_json)


def _issue(store: Store, name: str, by: str | None, delay: str) -> Issued:
    made = issue.issue(store, name, issue.adopted(store, name, by=by or "", delay=delay))
    if store.settings.timestamp:
        _stamp(store, name)
    return made


def _stamp(store: Store, name: str) -> None:
    """A certificate always issues: where no time stamp comes, that is told, and no more."""
    try:
        _, at = time_stamps.stamp(store, LogOf(name))
        click.echo(f"Time stamped: {at:%Y-%m-%dT%XZ}, by the authority's clock.", err=True)
    except NoTimeStamp as error:
        click.echo(f"{error} {error.hint}", err=True)


def _readiness(store: Store, name: str, sheet: Path) -> None:
    audited = audit(store, progress=options.bars())
    log = productions.withholdings(store.view())
    write(sheet, readiness(audited, name, log))
    click.echo(f"{sheet}: internal; keep it apart from the certificate.", err=True)


def _seal(store: Store, issued: Issued, folder: Path) -> None:
    issue.addendum_files(store, sealed.seal(store, issued)).write(folder)
    click.echo(f"{folder}: for the court alone; keep it apart from the certificate.", err=True)


def _tell(issued: Issued, written: list[Path], *, as_json: bool) -> None:
    words = issued.statement.certificate
    if as_json:
        show.document({
            "title": words["title"], "number": issued.number, "defendant": issued.defendant,
            "counts": words["counts"], "files": [str(path) for path in written],
        })  # fmt: skip
        return
    counts = ", ".join(f"{count} {name}" for name, count in words["counts"].items())
    click.echo(f"{words['title']}, no. {issued.number}, for {issued.defendant}: {counts}.")
    for path in written:
        click.echo(f"  {path}")
