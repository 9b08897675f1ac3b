"""`kyles team`: the prosecution team by role and dates; successors inherit open duties."""

from pathlib import Path

import click

from kyles.cli import options
from kyles.cli.listing import listing
from kyles.errors import NotFound
from kyles.model.team import TeamMember
from kyles.store import holds, team

BODIES = ("county", "state", "city", "other")


def _document(one: TeamMember) -> dict[str, object]:
    return {"name": one.name, "role": one.role, "agency": one.agency, "body": one.body,
            "government": one.government, "since": one.since, "until": one.until}  # fmt: skip


command = listing(
    "team",
    "List the prosecution team by the day of joining.",
    read=team.team,
    heads=("since", "until", "role", "name", "agency"),
    row=lambda one: (one.since, one.until, one.role, one.name, one.agency),
    document=_document,
)


@command.command()
@click.argument("name", metavar="NAME")
@click.option("--role", required=True, help='The role, as in "lead prosecutor" or "case agent".')
@click.option("--agency", required=True, help="The agency or office.")
@click.option("--government", type=click.Choice(BODIES), help="The kind of body it is part of.")
@click.option("--body", default="", help='The name of that body, as in "Santa Fe County".')
@click.option("--since", required=True, type=options.Day(), help="The first day.")
@options.matter
def add(
    name: str, role: str, agency: str, government: str | None, body: str, since: str,
    matter: Path | None,
) -> None:  # fmt: skip
    """Record that NAME took a role."""
    with options.opened(matter) as store:
        store.record([team.joined(TeamMember(name, role, agency, government or "", body, since))])
    click.echo(f"{name}: {role}, {agency}, since {since}.")


@command.command()
@click.argument("name", metavar="NAME")
@click.option("--role", required=True, help="The role that was left.")
@click.option("--until", required=True, type=options.Day(), help="The last day.")
@options.matter
def leave(name: str, role: str, until: str, matter: Path | None) -> None:
    """Record that NAME left a role; whoever follows in it inherits what is open."""
    with options.opened(matter) as store:
        known = [(one.name, one.role) for one in team.team(store.view())]
        if (name, role) not in known:
            raise NotFound(f"{name} has no role '{role}'.", hint="'kyles team' lists the team.")
        store.record([team.left(name, role, until)])
        keeping = [one.id for one in holds.holds(store.view()) if name in one.present]
    click.echo(f"{name}: {role} until {until}.")
    for hold in keeping:
        click.echo(f"{name} is a custodian of {hold}: kyles holds leave {hold} --custodian '{name}'"
                   f" --on {until} --to NAME", err=True)  # fmt: skip
