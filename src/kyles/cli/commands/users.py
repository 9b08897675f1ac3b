"""`kyles users`: who may come in through the browser, and as what."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kyles.cli import show
from kyles.errors import UsageError

if TYPE_CHECKING:
    from kyles.web.users import Grant

FOLDER = click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path(),
    metavar="DIR", help="The folder that is served: a matter's, or one with matters in it.",
)  # fmt: skip


@click.group(invoke_without_command=True)
@click.pass_context
@FOLDER
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(ctx: click.Context, folder: Path, as_json: bool) -> None:
    """List the users of a server, with what each is in which matter."""
    if ctx.invoked_subcommand:
        return
    from kyles.web import users

    known = [users.of(folder).known[name] for name in sorted(users.of(folder).known)]
    if as_json:
        show.document({"users": [
            {"name": one.name, "codes": bool(one.totp),
             "grants": [_document(grant) for grant in one.grants]} for one in known
        ]})  # fmt: skip
        return
    show.table(("name", "codes", "role", "matter", "for"), [
        (one.name, "yes" if one.totp else "no", grant.role,
         "every" if grant.matter == users.EVERY else grant.matter,
         grant.defendant or grant.holder or ", ".join(grant.items))
        for one in known for grant in one.grants
    ])  # fmt: skip
    click.echo(show.count(len(known), "user"), err=True)


def _document(grant: "Grant") -> dict[str, object]:
    return {"role": grant.role, "matter": grant.matter, "defendant": grant.defendant,
            "holder": grant.holder, "items": list(grant.items)}  # fmt: skip


@command.command()
@click.argument("name", metavar="NAME")
@click.option("--role", required=True,
              type=click.Choice(["office", "custodian", "defense", "court", "civil", "admin"]),
              help="What the user is; each sees only what is for that role.")  # fmt: skip
@click.option("--matter", default="*", metavar="NAME", help="In this matter only (its folder).")
@click.option("--defendant", default="", help="Whose defense.")
@click.option("--holder", default="", help="Which agency's custodian.")
@click.option("--item", "items", multiple=True, help="An item that an order names; repeat it.")
@click.option("--pbkdf2", is_flag=True, help="Keep the password as FIPS 140 allows it.")
@FOLDER
def add(
    name: str, role: str, matter: str, defendant: str, holder: str, items: tuple[str, ...],
    pbkdf2: bool, folder: Path,
) -> None:  # fmt: skip
    """Add a user, or one more role of a user who is there.

    The password of a new user is asked for; without a terminal it is the first line of the input.
    """
    from kyles.web import passwords, users

    known = users.of(folder)
    grant = users.checked(users.Grant(role, matter, defendant, holder, items))
    if not name.strip():
        raise UsageError("A user needs a name.")
    if name in known.known:
        user = known.one(name)
        others = tuple(one for one in user.grants if one.matter != matter)
        known.put(replace(user, grants=(*others, grant)))
    else:
        profile = passwords.Profile.PBKDF2 if pbkdf2 else passwords.Profile.ARGON2ID
        known.put(users.User(name, passwords.hashed(_asked(), profile=profile), "", (grant,)))
    click.echo(f"{name} is {role} of {'every matter' if matter == users.EVERY else matter}.")


@command.command()
@click.argument("name", metavar="NAME")
@FOLDER
def password(name: str, folder: Path) -> None:
    """Give a user a new password; sessions that are open go on until they end."""
    from kyles.web import passwords, users

    known = users.of(folder)
    user = known.one(name)
    known.put(replace(user, password=passwords.hashed(_asked())))
    click.echo(f"{name} has a new password.")


@command.command()
@click.argument("name", metavar="NAME")
@FOLDER
def codes(name: str, folder: Path) -> None:
    """Ask a user for a one-time code as well; prints what an app on a telephone reads, once."""
    from kyles.web import users

    known = users.of(folder)
    user, address = users.enrolled(known.one(name))
    known.put(user)
    click.echo(address)


@command.command()
@click.argument("name", metavar="NAME")
@FOLDER
def remove(name: str, folder: Path) -> None:
    """Let a user in no more."""
    from kyles.web import users

    users.of(folder).without(name)
    click.echo(f"{name} is let in no more.")


def _asked() -> str:
    """A password: typed twice on a terminal, else the first line of the input."""
    if sys.stdin.isatty():
        told: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return told
    return sys.stdin.readline().rstrip("\n")
