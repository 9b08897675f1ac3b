"""`kyles victims`: victims and representatives, with the notices given to them."""

from pathlib import Path

import click

from kyles.cli import options, show
from kyles.errors import NotFound
from kyles.model.victim import Notice, Victim
from kyles.store import victims


@click.group(invoke_without_command=True)
@click.pass_context
@options.matter
@options.as_json
@options.as_of
def command(ctx: click.Context, matter: Path | None, as_json: bool, as_of: int | None) -> None:
    """List victims and representatives with their notices."""
    if ctx.invoked_subcommand:
        return
    with options.opened(matter) as store:
        told = victims.victims(store.view(as_of=as_of))
    if as_json:
        show.document({"victims": [_document(one) for one in told]})
    else:
        show.table(("name", "kind", "represents", "notices"), [
            (one.name, one.kind, one.represents,
             "; ".join(f"{note.on} {note.about} ({note.manner})" for note in one.notices))
            for one in told
        ])  # fmt: skip


@command.command()
@click.argument("name", metavar="NAME")
@click.option("--represents", default="", metavar="VICTIM", help="For a representative: of whom.")
@options.matter
def add(name: str, represents: str, matter: Path | None) -> None:
    """Name a victim, or a representative of one."""
    kind = "representative" if represents else "victim"
    with options.opened(matter) as store:
        store.record([victims.named(Victim(name, kind, represents))])
    click.echo(f"{name}: {kind}.")


@command.command()
@click.argument("name", metavar="NAME")
@click.option("--about", required=True, help="What the notice was about.")
@click.option("--on", required=True, type=options.Day(), help="The day.")
@click.option("--by", "manner", default="letter", show_default=True, help="How.")
@options.matter
def notify(name: str, about: str, on: str, manner: str, matter: Path | None) -> None:
    """Record a notice that was given to NAME."""
    with options.opened(matter) as store:
        if name not in {one.name for one in victims.victims(store.view())}:
            raise NotFound(f"There is no victim '{name}'.", hint="'kyles victims' lists them.")
        store.record([victims.notified(name, Notice(about, on, manner))])
    click.echo(f"{name}: notice of {about}, {on}.")


def _document(one: Victim) -> dict[str, object]:
    return {"name": one.name, "kind": one.kind, "represents": one.represents,
            "notices": [{"about": note.about, "on": note.on, "by": note.manner}
                        for note in one.notices]}  # fmt: skip
