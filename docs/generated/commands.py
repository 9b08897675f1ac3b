"""A page for each command, from its own help; and the list of them."""

import inspect
from collections.abc import Iterator

import click
from docs.generated.markdown import table, told

from kyles.cli import kyles


def pages() -> Iterator[tuple[str, str]]:
    every = dict(commands(kyles))
    yield "commands.md", _list(every)
    for name, command in every.items():
        yield f"commands/{file_name(name)}", "\n\n".join(_sections(name, command))


def commands(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """The commands of a group, by name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            yield name, command


def file_name(command: str) -> str:
    """`civil-claims` is told of in `civil_claims.md`."""
    return f"{command.replace('-', '_')}.md"


def _list(every: dict[str, click.Command]) -> str:
    rows = [
        (f"[{name}](commands/{file_name(name)})", told(command.help)[0])
        for name, command in every.items()
    ]
    return table(("command", "what it does"), rows)


def _sections(name: str, command: click.Command) -> Iterator[str]:
    """The command, and the commands inside it."""
    yield f"# kyles {name}\n\n{_section(name, command)}"
    if isinstance(command, click.Group):
        for inner, inside in commands(command):
            yield f"## kyles {name} {inner}\n\n{_section(f'{name} {inner}', inside)}"


def _section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"kyles {name}", max_content_width=10_000)
    usage = " ".join((f"kyles {name}", *command.collect_usage_pieces(context)))
    options = [
        _row(parameter.get_help_record(context))
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option) and "--help" not in parameter.opts
    ]
    shown = f"\n\n{table(('option', 'what it says'), options)}" if options else ""
    return f"    {usage}\n\n{inspect.cleandoc(command.help or '')}{shown}"


def _row(record: tuple[str, str] | None) -> tuple[str, str]:
    names, says = record or ("", "")
    return f"`{names}`", says
