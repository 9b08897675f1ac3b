"""The command line: a lazy group over `commands/`, one file a command.

A command's module is imported when the command runs. stdout is the result, stderr the talk. What
goes wrong is told in one line, with a hint, and by the exit code (docs/reference/exit_codes.md).
"""

import importlib
import os
import pkgutil
import sys
from typing import NoReturn

import click

from kyles.cli import commands
from kyles.errors import NO_ROOM, Cancelled, DiskFull, Exit, KylesError


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


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kyles", message="kyles %(version)s")
def kyles() -> None:
    """Reconcile what the prosecution team holds, what documents refer to, and what each defendant
    was given; report every gap with page, passage and source.

    Start with 'kyles demo', or with 'kyles new FOLDER'.
    """


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run a command line; whatever happens, say it in a line and end with its exit code."""
    try:
        code = kyles.main(arguments, prog_name="kyles", standalone_mode=False)
    except KylesError as error:
        _say(str(error), error.hint)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("Ended.", Cancelled.hint)
        code = Exit.CANCELLED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.DONE
    except OSError as error:
        code = _operating_system(error)
    except Exception as error:
        if os.environ.get("KYLES_DEBUG"):
            raise
        _say(f"Kyles made a mistake: {type(error).__name__}: {error}.",
             "Nothing was stored half. Please report it; KYLES_DEBUG=1 shows where.")  # fmt: skip
        code = Exit.FAILED
    sys.exit(int(code or 0))


def _operating_system(error: OSError) -> Exit:
    if error.errno in NO_ROOM:
        _say("No room left on the disk.", DiskFull.hint)
    else:
        _say(f"{error.filename or 'The system'}: {error.strerror or error}.", "")
    return Exit.FAILED


def _say(message: str, hint: str) -> None:
    click.echo(f"kyles: {message}{f' {hint}' if hint else ''}", err=True)
