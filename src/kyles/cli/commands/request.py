"""`kyles request`: the letter that asks for what is missing, and remembers what was asked."""

from pathlib import Path

import click

from kyles import clock
from kyles.audit import audit
from kyles.cli import options
from kyles.cli.written import write
from kyles.errors import UsageError
from kyles.store import acts, matters


@click.command()
@click.option("--defendant", required=True, help="For whom it asks.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The letter, a Word file.",
)
@options.matter
def command(defendant: str, out: Path, matter: Path | None) -> None:
    """Write a letter with one numbered request an item; the next audit says what was answered."""
    from kyles.export.letter import letter
    from kyles.export.requests import ask, asked_about, remembered

    if out.suffix.lower() != ".docx":
        raise UsageError(f"{out}: the letter is a Word file; give a name that ends in .docx.")
    with options.opened(matter) as store:
        view = store.view()
        name = options.defendant_of(view, defendant)
        today = clock.today(matters.matter(view).zone)
        bars = options.bars()
        audited = audit(store, progress=bars)
        bars.end()
        asked = [one for one in acts.requests(store.view()) if one.defendant == name]
        new = ask(audited, name, asked, on=today.isoformat())
        write(out, letter(audited, name, [*asked, *new], on=today))
        store.record(event for each in asked_about(audited, new) for event in remembered(*each))
    before = sum(one.open for one in audited.requests if one.request.defendant == name)
    click.echo(f"{out}: {len(new)} new requests for {name}, {before} asked before and open.")
