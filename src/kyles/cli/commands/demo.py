"""`kyles demo`: build a small matter of invented people, audit it, show what comes out."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import click

from kyles import demo
from kyles.audit import audit
from kyles.cli import kyles, options
from kyles.cli.commands.audit import tell
from kyles.errors import Exit, Refused
from kyles.store import open_matter_folder


@click.command()
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("kyles-demo")
)
@click.option(
    "--received", is_flag=True, help="The defense's side: a received production, and nothing else."
)
@click.option("--no-serve", is_flag=True, help="Do not open the web page (there is none yet).")
def command(folder: Path, received: bool, no_serve: bool) -> None:
    """Build the demonstration matter in FOLDER, audit it, and write report.html.

    Everybody and every number in it is invented.
    """
    from kyles.export.report import report

    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty.", hint="Give the name of a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    click.echo("A demonstration: the people, the agencies and the numbers are invented.\n")
    steps = demo.build(folder, received=received)
    with _inside(folder):
        for step in steps:
            click.secho(f"$ kyles {_quoted(step.words)}", bold=True)
            click.echo(f"  {step.says}")
            _run(step.words)
        click.secho("\n$ kyles audit --matter matter --out report.html", bold=True)
        with open_matter_folder(Path("matter")) as store:
            bars = options.bars()
            audited = audit(store, progress=bars)
            bars.end()
        tell(audited)
        Path("report.html").write_text(report(audited), "utf-8")
    click.echo(f"\nThe report: {folder / 'report.html'}")
    click.echo(f"Look further: cd {folder}/matter && kyles findings; kyles show F-0001")


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _run(words: tuple[str, ...]) -> None:
    """Run a step as the command line would; what could not be read is part of the show."""
    with contextlib.redirect_stdout(None):
        try:
            kyles.main(list(words), prog_name="kyles", standalone_mode=False)
        except SystemExit as ended:
            if ended.code not in (Exit.DONE, Exit.INCOMPLETE):
                raise


def _quoted(words: tuple[str, ...]) -> str:
    return " ".join(f'"{word}"' if " " in word else word for word in words)
