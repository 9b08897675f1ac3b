"""Options that several commands share, so that they mean the same everywhere."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from kyles import dates
from kyles.cli.show import Bars
from kyles.store import Store, View, find, matters, open_matter_folder

F = TypeVar("F", bound=Callable[..., Any])


def matter(command: F) -> F:
    """`--matter DIR`: the matter's folder; the nearest parent with kyles.toml if not given."""
    return click.option(
        "--matter", "matter", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
        help="The matter's folder (default: the nearest parent with kyles.toml).",
    )(command)  # fmt: skip


def as_json(command: F) -> F:
    """`--json`: one document on stdout."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")(
        command
    )


def as_of(command: F) -> F:
    """`--as-of N`: the answer at an earlier ledger size."""
    return click.option("--as-of", type=int, metavar="N",
                        help="The answer as of a ledger of N events.")(command)  # fmt: skip


def no_quotes(command: F) -> F:
    """`--no-quotes`: nothing of the evidence's own words."""
    return click.option("--no-quotes", is_flag=True,
                        help="Leave out the evidence's own words.")(command)  # fmt: skip


def opened(folder: Path | None) -> Store:
    """The matter that `--matter` names, also before a group's command; or the nearest one from
    here upwards.
    """
    group = click.get_current_context().parent
    named = folder or (group.params.get("matter") if group else None)
    return open_matter_folder(named or find(Path.cwd()))


def defendant_of(view: View, name: str) -> str:
    """A defendant of the matter, by name in any case. Raises NotFound, naming those there are."""
    return matters.defendant(view, name)


class Day(click.ParamType[str]):
    """A day as 2024-03-01; given back as that text."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(f"'{value}' is no day; write it like 2024-03-01.", param, ctx)


class Written(click.ParamType[str]):
    """A date as far as it is known: 2024, 2024-07 or 2024-07-15; given back as that text."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        told = [dates.written(one) for one in dates.read(str(value))]
        if told != [str(value)] or not re.fullmatch(r"[\d-]+", str(value)):
            self.fail(f"'{value}' is no date; write it like 2024, 2024-07 or 2024-07-15.",
                      param, ctx)  # fmt: skip
        return told[0]


def bars() -> Bars:
    """Progress on stderr where that is a terminal; wiped however the command ends."""
    shown = Bars()
    click.get_current_context().call_on_close(shown.end)
    return shown
