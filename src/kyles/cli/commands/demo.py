"""`kyles demo`: build a small matter of invented people, audit it, show what comes out."""

import contextlib
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import click

from kyles import demo
from kyles.cli import kyles
from kyles.cli.commands.serve import show
from kyles.demo import Step
from kyles.demo import certified as going_on
from kyles.errors import Exit, Refused, UsageError

NOTICE = "A demonstration: the people, the agencies and the numbers are invented."


@click.command()
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("kyles-demo")
)
@click.option(
    "--received", is_flag=True, help="The defense's side: a received production, and nothing else."
)
@click.option(
    "--certified", is_flag=True,
    help="Go on: certificates before and after what was missing is given.",
)  # fmt: skip
@click.option("--no-serve", is_flag=True, help="Do not show it in the browser.")
def command(folder: Path, received: bool, certified: bool, no_serve: bool) -> None:
    """Build the demonstration matter in FOLDER, audit it, and write report.html.

    In a terminal it is then shown in the browser, until that is ended with Ctrl-C.

    Everybody and every number in it is invented.
    """
    if received and certified:
        raise UsageError("A side that received productions certifies nothing.")
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty.", hint="Give the name of a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    click.echo(NOTICE)
    steps = demo.build(folder, received=received)
    if certified:
        steps += going_on.build(folder)
    with contextlib.chdir(folder):
        for step in steps:
            _show(step)
    click.echo(f"\nThe report is {folder / 'report.html'}.")
    click.echo(f"Look further: cd {folder}/matter; kyles findings; kyles show F-0001; kyles serve")
    if not no_serve and sys.stdout.isatty():
        click.echo()
        show(folder / "matter")


def _show(step: Step) -> None:
    """A step as one would type it, what it is for, and its output where that is the show."""
    click.secho(f"\n$ kyles {_typed(step.words)}", bold=True)
    click.echo(f"# {step.says}")
    if step.shown:
        click.echo()
    with contextlib.nullcontext() if step.shown else _quiet():
        _run(step.words)


def _run(words: tuple[str, ...]) -> None:
    """Run a command line; that some file could not be read is part of the show."""
    try:
        kyles.main(list(words), prog_name="kyles", standalone_mode=False)
    except SystemExit as ended:
        if ended.code not in (Exit.DONE, Exit.INCOMPLETE):
            raise


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with contextlib.redirect_stdout(StringIO()), contextlib.redirect_stderr(StringIO()):
        yield


def _typed(words: tuple[str, ...]) -> str:
    return " ".join(f'"{word}"' if " " in word else word for word in words)
