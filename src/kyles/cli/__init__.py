"""The command line: a lazy group over `commands/`, one file a command.

A command's module is imported when the command runs. stdout is the result, stderr the talk. What
goes wrong is told in one line, with a hint, and by the exit code (docs/reference/exit_codes.md).
"""

import difflib
import gc
import importlib
import io
import os
import pkgutil
import re
import sys
from pathlib import Path
from typing import NoReturn

import click

from kyles.cli import commands
from kyles.errors import NO_ROOM, Cancelled, DiskFull, Exit, KylesError

# When values that hold each other are looked for: most of what an audit makes lives to its end, and
# going through all of it again and again took a fifth of the time.
SELDOM = (20_000, 20, 20)

_SAYS = re.compile(r'"""`kyles [^`]+`: (.+?)(?:\n\n|""")', re.DOTALL)


class Commands(click.Group):
    """The commands of a folder of modules; `civil_claims.py` is `kyles civil-claims`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own form
        names = (info.name for info in pkgutil.iter_modules(commands.__path__))
        return sorted(name.rstrip("_").replace("_", "-") for name in names)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{commands.__name__}.{name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and name not in self.list_commands(ctx):
            near = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
            hint = f"Did you mean 'kyles {near[0]}'?" if near else "'kyles --help' lists them."
            raise click.UsageError(f"There is no command '{name}'. {hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Cancelled("Ended.") from None
        except BrokenPipeError:
            _stop_writing()
            return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with the first sentence of their modules, which are not imported for it."""
        rows = [(name, _says(name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _says(name: str) -> str:
    """What a command's module says that it is."""
    (folder,) = commands.__path__
    head = (Path(folder) / f"{name.replace('-', '_')}.py").read_text("utf-8")[:1000]
    found = _SAYS.match(head)
    return " ".join(found[1].split()) if found else ""


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="kyles", message="kyles %(version)s")
@click.pass_context
def kyles(ctx: click.Context) -> None:
    """Reconcile what the prosecution team holds, what documents refer to, and what each defendant
    was given; report every gap with page, passage and source.

    Start with 'kyles demo', or with 'kyles new FOLDER'.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run a command line; whatever happens, say it in a line and end with its exit code."""
    gc.set_threshold(*SELDOM)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(int(_code(arguments)))


def _code(arguments: list[str] | None) -> int:
    try:
        return _ran(arguments)
    except KylesError as error:
        return _say(str(error), error.hint, error.exit_code)
    except click.ClickException as error:
        return _say(*_misused(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):  # before a command began
        return _say("Ended.", Cancelled.hint, Exit.CANCELLED)
    except BrokenPipeError:
        _stop_writing()
        return Exit.DONE
    except OSError as error:
        return _operating_system(error)
    except Exception as error:
        if os.environ.get("KYLES_DEBUG"):
            raise
        return _say(f"Kyles made a mistake: {type(error).__name__}: {error}.",
                    "Nothing was stored half. Please report it; KYLES_DEBUG=1 shows where.",
                    Exit.FAILED)  # fmt: skip


def _stop_writing() -> None:
    """Whoever read stdout has read enough, as `head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _ran(arguments: list[str] | None) -> int:
    """The exit code of a command that ran; what it wrote has left for its reader."""
    try:
        kyles.main(arguments, prog_name="kyles", standalone_mode=False)
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    sys.stdout.flush()
    return code


def _misused(error: click.ClickException) -> tuple[str, str]:
    """A misuse of the command line: what is wrong, and where the right words are."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "kyles"
    hint = "" if "--help" in error.format_message() else f"'{path} --help' says more."
    return error.format_message(), hint


def _operating_system(error: OSError) -> Exit:
    if error.errno in NO_ROOM:
        return _say("No room left on the disk.", DiskFull.hint, Exit.FAILED)
    return _say(f"{error.filename or 'The system'}: {error.strerror or error}.", "", Exit.FAILED)


def _say(message: str, hint: str, code: Exit | int) -> Exit:
    """One line on stderr, whatever is in the names that it tells."""
    click.echo(" ".join(f"kyles: {message} {hint}".split()), err=True)
    return Exit(code)
