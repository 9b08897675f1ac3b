"""`kyles cosign`: the defense, or the court, countersigns a log that only grew."""

from pathlib import Path

import click

from kyles.cli import options, show
from kyles.cli.written import write
from kyles.errors import NotFound, UsageError
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.cosigner import Cosigner, CosignRequest
from kyles.ledger.note import Note, VerifierKey


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("request", type=click.Path(path_type=Path, dir_okay=False, exists=True),
                required=False)  # fmt: skip
@click.option("--init", "name", metavar="NAME",
              help="Make a key under this name, such as defense.example/doe.")  # fmt: skip
@click.option("--log", "logs", multiple=True, metavar="KEY",
              help="Know a log by its key, told to you by the office; may repeat.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False),
              help="Where the countersigned checkpoint goes.")  # fmt: skip
@options.as_json
def command(
    folder: Path, request: Path | None, name: str | None, logs: tuple[str, ...],
    out: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Countersign the checkpoint of REQUEST with the key in FOLDER, if the log only grew since the
    last one that was countersigned here."""
    cosigner = Cosigner(folder)
    if name:
        click.echo(f"{folder} has the key {cosigner.make(name)}", err=as_json)
    if not (folder / "key").is_file():
        raise NotFound(f"{folder} has no cosigner's key.", hint="Make one with --init NAME.")
    for key in logs:
        cosigner.know(VerifierKey.parse(key))
    if request is not None:
        _countersign(cosigner, request, out, as_json=as_json)
    elif not name and not logs:
        raise UsageError("There is nothing to do.", hint="Give a REQUEST, --init or --log.")


def _countersign(cosigner: Cosigner, request: Path, out: Path | None, *, as_json: bool) -> None:
    note = cosigner.cosign(CosignRequest.parse(request.read_text("utf-8", errors="replace")))
    if out:
        write(out, str(note))
    head = Checkpoint.parse(Note.parse(str(note)).text)
    if as_json:
        show.document({"origin": head.origin, "size": head.size, "note": str(note)})
    elif out:
        click.echo(f"{out}: {head.origin}, {head.size} entries, countersigned.")
    else:
        click.echo(str(note), nl=False)
