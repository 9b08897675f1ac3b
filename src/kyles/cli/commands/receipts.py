"""`kyles receipts`: what became of each volume on the other side, and what it signed for."""

from pathlib import Path

import click

from kyles import clock
from kyles.certificate import receipts
from kyles.cli import options, show
from kyles.cli.written import write
from kyles.errors import Exit, NotFound
from kyles.ledger import receipt
from kyles.ledger.cosigner import Cosigner
from kyles.ledger.receipt import Receipt
from kyles.store import matters
from kyles.store import receipts as kept
from kyles.store.receipts import Fetching
from kyles.verify.verify import digest

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
OUT = click.Path(path_type=Path, dir_okay=False)
HEADS = ("volume", "given", "fetched", "received", "files")


@click.group()
def command() -> None:
    """Show which volumes were given, fetched and received; sign and keep receipts."""


@command.command("list")
@click.option("--defendant", metavar="NAME", help="This defendant only.")
@options.matter
@options.as_json
def list_(defendant: str | None, matter: Path | None, as_json: bool) -> None:
    """List each volume with the days on which it was given, fetched and received."""
    with options.opened(matter) as store:
        view = store.view()
        names = matters.matter(view).defendants
        asked = [options.defendant_of(view, defendant)] if defendant else list(names)
        rows = [{"defendant": name, **row} for name in asked for row in receipts.rows(view, name)]
    if as_json:
        show.document({"receipts": rows})
        return
    show.table(("to", *HEADS), [
        (row["defendant"], *(row.get(name, "") for name in HEADS[:-1]),
         f"{row.get('received_files', 0)} of {row['files']} received") for row in rows
    ])  # fmt: skip


@command.command()
@click.argument("volume")
@click.option("--defendant", required=True, metavar="NAME", help="To whom it was given.")
@click.option("--out", type=OUT, required=True, help="The list; it goes to the defense.")
@options.matter
def ask(volume: str, defendant: str, out: Path, matter: Path | None) -> None:
    """Write the list of a VOLUME's files, for the defense to sign."""
    with options.opened(matter) as store:
        name = options.defendant_of(store.view(), defendant)
        listed = receipts.given(store, volume, name)
    write(out, str(listed))
    click.echo(f"{out}: {show.count(len(listed.files), 'file')} of {listed.volume}, to be signed.")


@command.command()
@click.argument("file", type=FILE)
@click.argument("received", type=FOLDER)
@click.option("--key", type=FOLDER, required=True,
              help="The folder of your key, as 'kyles cosign' made it.")  # fmt: skip
@click.option("--on", type=options.Day(), help="The day on which it was received (default: today).")
@click.option("--out", type=OUT, required=True, help="The signed receipt; it goes back.")
def sign(file: Path, received: Path, key: Path, on: str | None, out: Path) -> None:
    """Sign the list in FILE for those of its files that are in the folder RECEIVED, byte for byte.
    What is not there is left out and named. It needs no matter."""
    signer = Cosigner(key).signer
    listed = Receipt.parse(file.read_text("utf-8", errors="replace"))
    day = on or clock.now().date().isoformat()
    told = receipts.received(listed, received, digest, on=day)
    if not told.files:
        raise NotFound(f"{received} has no file of this list; nothing is signed.")
    write(out, str(receipt.sign(told, signer)))
    absent = sorted(set(listed.files) - set(told.files), key=lambda one: one.path)
    for one in absent:
        click.echo(f"not here, and left out: {one.path}")
    click.echo(f"{out}: {len(told.files)} of {show.count(len(listed.files), 'file')} received.")
    if absent:
        raise SystemExit(Exit.INCOMPLETE)


@command.command()
@click.argument("file", type=FILE)
@options.matter
def keep(file: Path, matter: Path | None) -> None:
    """Keep the receipt in FILE, which the defense signed."""
    with options.opened(matter) as store:
        one, told = receipts.acknowledged(store, file.read_text("utf-8", errors="replace"))
        store.record([kept.acknowledged(one)])
    click.echo(f"{told.volume}: {told.defendant} received {show.count(len(told.files), 'file')}"
               f" on {told.received}.")  # fmt: skip


@command.command()
@click.argument("volume")
@click.option("--defendant", required=True, metavar="NAME", help="By whose side.")
@click.option("--on", required=True, type=options.Day(), help="The day.")
@click.option("--says", required=True, metavar="SOURCE",
              help="What says so, such as a line of the portal's log.")  # fmt: skip
@options.matter
def fetched(volume: str, defendant: str, on: str, says: str, matter: Path | None) -> None:
    """Record that a VOLUME was fetched."""
    with options.opened(matter) as store:
        name = options.defendant_of(store.view(), defendant)
        found = receipts.named(store.view(), volume, name)
        store.record([kept.fetched(Fetching(found.id, name, on, says.strip()))])
    click.echo(f"{found.name}: fetched for {name} on {on}.")
