"""`kyles ledger`: signed checkpoints of a matter's ledger, proofs, and whether it is whole."""

from pathlib import Path

import click

from kyles.certificate import fsck as checking
from kyles.certificate import signed_log, static_files, time_stamps
from kyles.cli import options, show
from kyles.cli.written import write
from kyles.errors import Exit, UsageError
from kyles.ledger import bundle
from kyles.store import Store, items, logs
from kyles.store.logs import MATTER, LogOf

OUT = click.Path(path_type=Path)


@click.group()
def command() -> None:
    """Sign checkpoints, prove events, check that nothing was altered, export static files."""


def _log(store: Store, defendant: str | None) -> LogOf:
    return LogOf(options.defendant_of(store.view(), defendant)) if defendant else MATTER


def defendant(function: options.F) -> options.F:
    return click.option("--defendant", metavar="NAME",
                        help="That defendant's own log, not the matter's.")(function)  # fmt: skip


@command.command()
@defendant
@click.option("--request", type=OUT, help="Also write a request for a cosigner to this file.")
@click.option("--since", type=int, default=0, show_default=True, metavar="N",
              help="The size of the last checkpoint that the cosigner has.")  # fmt: skip
@options.matter
def checkpoint(
    defendant: str | None, request: Path | None, since: int, matter: Path | None
) -> None:  # fmt: skip
    """Sign the ledger as it is now, and print the checkpoint."""
    with options.opened(matter) as store:
        log = _log(store, defendant)
        note = signed_log.sign(store, log)
        if request:
            write(request, str(signed_log.request(store, log, old=since)))
    click.echo(note, nl=False)


@command.command()
@defendant
@options.matter
def policy(defendant: str | None, matter: Path | None) -> None:
    """Print the log's keys and cosigners, as c2sp.org/tlog-policy has them."""
    with options.opened(matter) as store:
        log = _log(store, defendant)
        signed_log.signer(store, log)
        click.echo(signed_log.policy(store, log), nl=False)


@command.command()
@click.argument("name")
@click.argument("key")
@options.matter
def cosigner(name: str, key: str, matter: Path | None) -> None:
    """Name a cosigner from outside the office, with the KEY that they told you."""
    with options.opened(matter) as store:
        signed_log.name_cosigner(store, name, key)
    click.echo(f"{name} may countersign from the next certificate on.")


@command.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@defendant
@options.matter
def cosigned(file: Path, defendant: str | None, matter: Path | None) -> None:
    """Keep the cosignatures of FILE, which a cosigner sent back."""
    with options.opened(matter) as store:
        text = file.read_text("utf-8", errors="replace")
        names = signed_log.add_cosignatures(store, _log(store, defendant), text)
    click.echo(f"Countersigned by {' and '.join(names)}.")


@command.command()
@defendant
@options.matter
def timestamp(defendant: str | None, matter: Path | None) -> None:
    """Ask the authority of kyles.toml for an RFC 3161 time stamp of the last checkpoint."""
    with options.opened(matter) as store:
        one, at = time_stamps.stamp(store, _log(store, defendant))
    click.echo(f"{one.authority} stamped the checkpoint of {one.size} entries: {at:%Y-%m-%dT%XZ}.")


@command.command("change-key")
@options.matter
def change_key(matter: Path | None) -> None:
    """Sign with a new key from now on; that it changed is recorded."""
    with options.opened(matter) as store:
        click.echo(str(signed_log.change_key(store)))


@command.command()
@click.argument("item")
@click.option("--out", required=True, type=OUT, help="The bundle.")
@options.matter
def prove(item: str, out: Path, matter: Path | None) -> None:
    """Write the proof of everything that the ledger recorded of ITEM."""
    with options.opened(matter) as store:
        found = items.one(store.view(), item)
        note = signed_log.sign(store)
        events = [logs.recorded(store, place, place) for place in logs.about(store, found.id)]
        if not events:
            raise UsageError(f"The ledger has no event of {found.path} that is still kept.")
        here = signed_log.at(store, MATTER, note)
        write(out, bundle.write(here, events, policy=signed_log.policy(store)))
    click.echo(f"{out}: {len(events)} events of {found.path}. It shows their words, and the size of"
               " the whole ledger: give it only to whom may know both.")  # fmt: skip


@command.command()
@click.option("--exported", type=click.Path(path_type=Path, exists=True, file_okay=False),
              metavar="FOLDER", help="Also check the files that were exported there.")  # fmt: skip
@options.matter
@options.as_json
def fsck(exported: Path | None, matter: Path | None, as_json: bool) -> None:
    """Check database, ledger, checkpoints, certificates and contents; name what is wrong."""
    with options.opened(matter) as store:
        wrong, size = list(checking.wrong(store)), store.view().size
        if exported:
            wrong += [f"{exported}: {line}" for line in static_files.wrong(store, exported)]
    if as_json:
        show.document({"size": size, "wrong": wrong})
    else:
        for each in wrong:
            click.echo(f"wrong: {each}")
        click.echo(f"{size} events; {len(wrong) or 'nothing'} wrong.")
    if wrong:
        raise SystemExit(Exit.NOT_VERIFIED)


@command.command()
@click.argument("folder", type=OUT)
@options.matter
def export(folder: Path, matter: Path | None) -> None:
    """Write the matter's log to FOLDER as static files that anybody can serve."""
    with options.opened(matter) as store:
        files = static_files.files(store, signed_log.sign(store))
    for name, content in files.items():
        write(folder / name, content)
    click.echo(f"{folder}: {len(files)} files.")
