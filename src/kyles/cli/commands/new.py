"""`kyles new`: open a matter in a folder."""

from pathlib import Path

import click

from kyles import law
from kyles.errors import UsageError
from kyles.store import create, matters


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", required=True, help='The case, for example "State v. Harlan".')
@click.option("--court", required=True, help="Jurisdiction and court, as in us-nm/district.")
@click.option("--defendant", "defendants", multiple=True, help="A defendant; may repeat.")
@click.option("--incident", "incidents", multiple=True,
              help="An agency's own case number of this matter; may repeat.")  # fmt: skip
def command(
    folder: Path, title: str, court: str, defendants: tuple[str, ...], incidents: tuple[str, ...]
) -> None:
    """Open a matter in FOLDER: a court case, its defendants and its incidents."""
    if not title.strip():
        raise UsageError("--title is empty.", hint="Give the case's name.")
    for option, names in (("--defendant", defendants), ("--incident", incidents)):
        if not all(name.strip() for name in names):
            raise UsageError(f"{option} is empty.")
    if len({name.casefold() for name in defendants}) < len(defendants):
        raise UsageError("--defendant names the same defendant twice.")
    opened = matters.opened(title, court=court, zone=law.zone(court), defendants=defendants,
                            incidents=incidents)  # fmt: skip
    create(folder, opened).close()
    click.echo(f"{folder} is the matter {title}.")
    click.echo(f"Next: kyles add FOLDER --holder NAME --matter {folder}", err=True)
