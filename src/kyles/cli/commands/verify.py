"""`kyles verify`: check a proof bundle, and files that were received with it."""

from pathlib import Path

import click

from kyles.cli import options
from kyles.errors import Exit, UsageError
from kyles.verify import check
from kyles.verify.verify import as_json as document
from kyles.verify.verify import as_text, digest

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command()
@click.argument("bundle", type=FILE)
@click.argument("files", type=FILE, nargs=-1)
@click.option("--policy", type=FILE, help="Keys and cosigners that you trust.")
@click.option("--last", type=FILE, help="A checkpoint of this log that you hold.")
@options.as_json
def command(
    bundle: Path, files: tuple[Path, ...], policy: Path | None, last: Path | None, as_json: bool
) -> None:
    """Check BUNDLE, and look up received FILES in it. It needs no matter and no network; the file
    verify.py does the same without Kyles."""
    report = check(
        bundle.read_bytes(), [(str(path), digest(path)) for path in files],
        policy=_text(policy), last=_text(last),
    )  # fmt: skip
    if not report.checked and not as_json:
        raise UsageError(report.wrong[0], hint="Nothing was checked.")
    click.echo(document(report) if as_json else as_text(report), nl=False)
    if not report.holds:
        raise SystemExit(Exit.NOT_VERIFIED if report.checked else Exit.USAGE)


def _text(path: Path | None) -> str:
    return path.read_text("utf-8", errors="replace") if path else ""
