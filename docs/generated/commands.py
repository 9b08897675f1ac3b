"""A page for each command, from its own help; and the list of them."""

import inspect
from collections.abc import Iterator

import click
from docs.generated.markdown import table, told

from kyles.cli import kyles


def pages() -> Iterator[tuple[str, str]]:
    context = click.Context(kyles, info_name="kyles")
    every = {name: kyles.get_command(context, name) for name in kyles.list_commands(context)}
    yield "commands.md", _list(every)
    for name, command in every.items():
        yield f"commands/{file_name(name)}", _page(name, command)


def file_name(command: str) -> str:
    """`civil-claims` is told of in `civil_claims.md`."""
    return f"{command.replace('-', '_')}.md"


def _list(every: dict[str, click.Command]) -> str:
    rows = [
        (f"[{name}](commands/{file_name(name)})", told(command.help)[0])
        for name, command in every.items()
    ]
    return table(("command", "what it does"), rows)


def _page(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"kyles {name}", max_content_width=10_000)
    usage = " ".join((f"kyles {name}", *command.collect_usage_pieces(context)))
    options = [
        _row(parameter.get_help_record(context))
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
    ]
    help_ = inspect.cleandoc(command.help or "")
    shown = table(("option", "what it says"), options)
    return f"# kyles {name}\n\n    {usage}\n\n{help_}\n\n{shown}"


def _row(record: tuple[str, str] | None) -> tuple[str, str]:
    names, says = record or ("", "")
    return f"`{names}`", says
