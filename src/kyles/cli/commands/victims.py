"""`kyles victims`: victims and representatives, with the notices given to them."""

from pathlib import Path

import click

from kyles.cli import options
from kyles.cli.listing import listing
from kyles.errors import NotFound
from kyles.model.victim import Notice, Victim
from kyles.store import victims


def _document(one: Victim) -> dict[str, object]:
    return {"name": one.name, "kind": one.kind, "represents": one.represents,
            "notices": [{"about": note.about, "on": note.on, "by": note.manner}
                        for note in one.notices]}  # fmt: skip


def _row(one: Victim) -> tuple[object, ...]:
    notices = "; ".join(f"{note.on} {note.about} ({note.manner})" for note in one.notices)
    return one.name, one.kind, one.represents, notices


command = listing(
    "victims",
    "List victims and representatives with their notices.",
    read=victims.victims,
    heads=("name", "kind", "represents", "notices"),
    row=_row,
    document=_document,
)


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
