"""`kyles request`: the letter that asks for what is missing, and remembers what was asked."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kyles import clock
from kyles.audit import Audited, audit
from kyles.cli import options
from kyles.errors import UsageError
from kyles.model import Event
from kyles.store import acts, matters
from kyles.store.acts import Request


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
    from kyles.export.requests import ask

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
        out.write_bytes(letter(audited, name, [*asked, *new], on=today))
        store.record(_remembered(audited, new))
    before = sum(one.open for one in audited.requests if one.request.defendant == name)
    click.echo(f"{out}: {len(new)} new requests for {name}, {before} asked before and open.")


def _remembered(audited: Audited, new: Sequence[Request]) -> Iterator[Event]:
    """That each was asked, and that its finding waits for an answer."""
    from kyles.export.requests import remembered

    known = {(one.rule, one.subject, one.owed_to): one for one in audited.findings}
    for request in new:
        key = (request.rule, request.subject)
        finding = known.get((*key, request.defendant)) or known[*key, None]
        yield from remembered(request, finding)
