"""A noun of the matter as a group of commands; without one of them, it lists what is recorded."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from kyles.cli import options, show
from kyles.store import View

T = TypeVar("T")


def listing(
    noun: str,
    says: str,
    *,
    read: Callable[[View], Sequence[T]],
    heads: Sequence[str],
    row: Callable[[T], Sequence[object]],
    document: Callable[[T], dict[str, object]],
) -> click.Group:
    """The group of a noun: what `read` finds, as a table or, with `--json`, as documents."""

    @click.group(noun, help=says, invoke_without_command=True)
    @click.pass_context
    @options.matter
    @options.as_json
    @options.as_of
    def command(ctx: click.Context, matter: Path | None, as_json: bool, as_of: int | None) -> None:
        if ctx.invoked_subcommand:
            return
        with options.opened(matter) as store:
            told = read(store.view(as_of=as_of))
        if as_json:
            show.document({noun: [document(one) for one in told]})
            return
        show.table(heads, [row(one) for one in told])
        if not told:
            click.echo(f"No {noun} recorded; 'kyles {noun} --help' says how.", err=True)

    return command
