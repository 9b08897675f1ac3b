"""`kyles holds`: preservation letters from draft to release, and letters served on us."""

from pathlib import Path

import click

from kyles import clock
from kyles.audit import look
from kyles.cli import options, show
from kyles.cli.listing import listing
from kyles.cli.written import write
from kyles.errors import NotFound, UsageError
from kyles.export.hold_letter_docx import docx
from kyles.export.hold_letter_pdf import pdf
from kyles.export.holds import Standing, hold_document, proposed, standings
from kyles.holds import letters
from kyles.holds.calendar import calendar
from kyles.holds.dates import entries
from kyles.holds.steps import present, taken
from kyles.model.hold import Hold, HoldStep, Side, Step
from kyles.store import holds, items, matters

KINDS = {".docx": docx, ".pdf": pdf}
WORDS = {
    Step.SENT: "send", Step.DELIVERED: "deliver", Step.ACKNOWLEDGED: "acknowledge",
    Step.REMINDED: "remind", Step.ESCALATED: "escalate", Step.RELEASED: "release",
}  # fmt: skip


def _row(one: Standing) -> tuple[object, ...]:
    hold = one.hold
    told = "; ".join(f"{name}: {hold.state(name)}" for name in hold.custodians)
    return hold.id, hold.side, one.state, hold.scope, told


command = listing(
    "holds",
    "List the holds, each custodian with its state; none is in force until acknowledged.",
    read=standings,
    heads=("hold", "side", "state", "scope", "custodians"),
    row=_row,
    document=hold_document,
)


@command.command()
@options.matter
@options.as_json
def propose(matter: Path | None, as_json: bool) -> None:
    """Propose holds for what has a retention clock and no hold in force."""
    with options.opened(matter) as store:
        audit = look(store.view())
    some = list(proposed(audit))
    if as_json:
        show.document({"proposed": some})
        return
    for one in some:
        kept = f"; kept by law until {one['until']}" if one["until"] else ""
        click.echo(show.folded(f"{one['what']}: not in force{kept} ({one['basis']})", ""))
    click.echo(
        f"{show.count(len(some), 'hold')} proposed; 'kyles holds draft' drafts one", err=True
    )


@command.command()
@click.option("--to", "custodians", required=True, multiple=True, help="A custodian; may repeat.")
@click.option("--scope", required=True, help="What is to be kept.")
@click.option("--system", "systems", multiple=True, help="A system or place; may repeat.")
@click.option("--item", "named", multiple=True, help="Only this item; may repeat.")
@click.option("--from", "since", type=options.Day(), help="Material from this day on.")
@click.option("--until", type=options.Day(), help="Material until this day.")
@click.option("--sender", default="", help="Who sends it.")
@click.option("--owner", default="", help="Who answers for it.")
@options.matter
def draft(
    custodians: tuple[str, ...], scope: str, systems: tuple[str, ...], named: tuple[str, ...],
    since: str | None, until: str | None, sender: str, owner: str, matter: Path | None,
) -> None:  # fmt: skip
    """Draft a hold to one or several custodians."""
    with options.opened(matter) as store:
        view = store.view()
        some = tuple(items.acted_on(view, name).id for name in named)
        hold = Hold(id=_next(holds.holds(view)), side=Side.SENT, scope=scope, systems=systems,
                    items=some, since=since, until=until, sender=sender, owner=owner)  # fmt: skip
        today = clock.today(matters.matter(view).zone).isoformat()
        steps = [HoldStep(Step.DRAFTED, name, today) for name in dict.fromkeys(custodians)]
        store.record([holds.opened(hold), *(holds.stepped(hold.id, step) for step in steps)])
    click.echo(f"{hold.id} is drafted to {' and '.join(custodians)}; not in force.")


@command.command()
@click.argument("hold", metavar="HOLD")
@click.option("--to", "custodian", required=True, help="To which custodian.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False),
              help="A name that ends in .docx or .pdf.")  # fmt: skip
@click.option("--answer-by", type=options.Day(), help="The day by which an answer is asked for.")
@options.matter
def letter(
    hold: str, custodian: str, out: Path, answer_by: str | None, matter: Path | None
) -> None:
    """Write the preservation letter of HOLD to one custodian."""
    made = KINDS.get(out.suffix.lower())
    if made is None:
        raise UsageError(f"{out}: give a name that ends in .docx or .pdf.")
    with options.opened(matter) as store:
        one = holds.one(store.view(), hold)
        present(one, custodian)
        told = letters.letter(look(store.view()), one, custodian, answer_by=answer_by)
    write(out, made(told))
    click.echo(f"{out}: hold {one.id}, to {custodian}.")
    gone = len(one.items) - len(told.items)
    if gone:
        click.echo(f"{show.count(gone, 'item')} of it removed under an order, and not named.",
                   err=True)  # fmt: skip


def _step(step: Step, says: str) -> None:
    """A command that records one step, with one custodian or with all of them."""

    @command.command(name=WORDS[step],
                     help=says)  # fmt: skip
    @click.argument("hold", metavar="HOLD")
    @click.option("--custodian", help="With whom; without it, with all.")
    @click.option("--on", required=True, type=options.Day(), help="The day.")
    @click.option("--note", default="", help="How, by whom, or what was answered.")
    @options.matter
    def record(hold: str, custodian: str | None, on: str, note: str, matter: Path | None) -> None:
        with options.opened(matter) as store:
            one = holds.one(store.view(), hold)
            store.record(taken(one, step, on=on, custodian=custodian, note=note))
        click.echo(f"{one.id}: {step.value}, {on}.")


for _name, _says in (
    (Step.SENT, "Record that the letter was sent."),
    (Step.DELIVERED, "Record that the letter was delivered."),
    (Step.ACKNOWLEDGED, "Record the acknowledgement of a named custodian; the hold is in force."),
    (Step.REMINDED, "Record a reminder."),
    (Step.ESCALATED, "Record that it was taken to somebody above the custodian."),
    (Step.RELEASED, "Record the release; another hold on the same items stays in force."),
):
    _step(_name, _says)


@command.command()
@click.argument("hold", metavar="HOLD")
@click.option("--custodian", required=True, help="Who left.")
@click.option("--on", required=True, type=options.Day(), help="The last day.")
@click.option("--to", "successor", help="Who follows, and gets the letter again.")
@click.option("--note", default="", help="Where the devices and the material went.")
@options.matter
def leave(
    hold: str, custodian: str, on: str, successor: str | None, note: str, matter: Path | None
) -> None:
    """Record that a custodian of HOLD left; the letter is issued again to whoever follows."""
    with options.opened(matter) as store:
        one = holds.one(store.view(), hold)
        present(one, custodian)
        if successor and successor in one.present:
            raise UsageError(f"{successor} is a custodian of {one.id} already.")
        steps = [HoldStep(Step.LEFT, custodian, on, note)]
        if successor:
            follows = f"{successor} follows {custodian}, who left on {on}"
            steps.append(HoldStep(Step.REISSUED, successor, on, follows))
        store.record([holds.stepped(one.id, step) for step in steps])
    to = f"issued again to {successor}" if successor else "nobody follows yet"
    click.echo(f"{one.id}: {custodian} left, {on}; {to}; an acknowledgement is to come.")
    if successor:
        click.echo(f"Next: kyles holds letter {one.id} --to '{successor}' --out letter.docx",
                   err=True)  # fmt: skip


@command.command()
@click.argument("file", metavar="LETTER", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--from", "sender", required=True, help="Who served it.")
@click.option("--on", required=True, type=options.Day(), help="The day of service.")
@click.option("--scope", required=True, help="What it asks to keep.")
@click.option("--owner", required=True, help="Who answers for it, apart from the criminal file.")
@click.option("--system", "systems", multiple=True, help="Our own phones, mail, messages; repeat.")
@click.option("--notify", "custodians", multiple=True, help="Who got the internal notice; repeat.")
@options.matter
def receive(
    file: Path, sender: str, on: str, scope: str, owner: str, systems: tuple[str, ...],
    custodians: tuple[str, ...], matter: Path | None,
) -> None:  # fmt: skip
    """Record a preservation LETTER that was served on us; its bytes are kept."""
    if not file.is_file():
        raise NotFound(f"{file}: there is no such file.")
    with options.opened(matter) as store:
        with file.open("rb") as stream:
            digest, _ = store.blobs.put(stream)
        hold = Hold(id=_next(holds.holds(store.view())), side=Side.RECEIVED, scope=scope,
                    systems=systems or ("phones", "mail", "messages"), sender=sender, owner=owner,
                    letter=digest, letter_name=file.name)  # fmt: skip
        steps = [HoldStep(Step.DELIVERED, "", on, f"served by {sender}"),
                 *(HoldStep(Step.NOTIFIED, name, on) for name in custodians)]  # fmt: skip
        store.record([holds.opened(hold), *(holds.stepped(hold.id, step) for step in steps)])
    click.echo(f"{hold.id}: served by {sender} on {on}; answered for by {owner}.")


@command.command(name="calendar")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False),
              help="A name that ends in .ics.")  # fmt: skip
@options.matter
def calendar_(out: Path, matter: Path | None) -> None:
    """Write every date of the matter as a calendar file (ICS). Not legal advice."""
    if out.suffix.lower() != ".ics":
        raise UsageError(f"{out}: give a name that ends in .ics.")
    with options.opened(matter) as store:
        some = list(entries(look(store.view())))
    write(out, calendar(some, made=clock.now()))
    click.echo(f"{out}: {show.count(len(some), 'date')}.")


def _next(some: list[Hold]) -> str:
    return f"H-{len(some) + 1}"
