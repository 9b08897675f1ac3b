"""`kyles notes`: what one defendant's defense wrote for itself, for whoever can open it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kyles.cli import options, show
from kyles.errors import NotFound, Refused
from kyles.store import Store, drawer
from kyles.store.access import Role

if TYPE_CHECKING:
    from kyles.web.viewer import Who

KINDS = ("note", "draft")


@click.command()
@click.option("--as", "name", required=True, metavar="NAME", help="A user of the defense.")
@options.matter
@options.as_json
def command(name: str, matter: Path | None, as_json: bool) -> None:
    """List the notes and drafts of the defense that NAME is of, newest first.

    The password is asked for; without a terminal it is the first line of the input.
    """
    with options.opened(matter) as store:
        told = {f"{kind}s": [dict(one.told) for one in some]
                for kind, some in _read(store, _let_in(store.folder, name))}  # fmt: skip
    if as_json:
        show.document(told)
        return
    show.table(("when", "who", "about", "text"), [
        (one["at"], one["by"], one.get("title") or _place(one), one["text"])
        for some in told.values() for one in some
    ])  # fmt: skip
    click.echo(show.count(sum(map(len, told.values())), "text"), err=True)


def _let_in(folder: Path, name: str) -> "Who":
    """The user of a name whose password was told. Raises Refused."""
    from kyles.web import users

    place = folder if (folder / users.FILE).is_file() else folder.parent
    password = _asked()
    user = users.of(place).let_in(name, password)
    if user is None:
        raise Refused("The name or the password is not right.")
    return user.who(password)


def _read(store: Store, who: "Who") -> list[tuple[str, list[drawer.Entry]]]:
    """What is in the drawer of the user's side. Raises NotFound where there is none for one."""
    viewer = who.at(store.folder.name)
    if viewer.role is not Role.DEFENSE or who.secret is None:
        raise NotFound("There is nothing here.")
    with drawer.drawer(store.folder, viewer.defendant or "") as locked:
        opened = locked.opened(who.name, who.secret)
        if opened is None:
            raise Refused("The notes of this side are not open to you.",
                          hint="A colleague's code opens them, in the browser.")  # fmt: skip
        return [(kind, opened.listed(kind)) for kind in KINDS]


def _place(told: dict[str, object]) -> str:
    return f"{told['item']} p. {told['page']}" if told["page"] else str(told["item"])


def _asked() -> str:
    """A password: typed on a terminal, else the first line of the input."""
    if sys.stdin.isatty():
        told: str = click.prompt("Password", hide_input=True, err=True)
        return told
    return sys.stdin.readline().rstrip("\n")
