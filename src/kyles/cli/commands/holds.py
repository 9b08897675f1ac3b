"""`kyles holds`: preservation letters from draft to release, and letters served on us."""

from pathlib import Path

import click

from kyles import clock
from kyles.audit import look
from kyles.cli import options, show
from kyles.errors import NotFound, UsageError
from kyles.holds.calendar import calendar
from kyles.holds.dates import entries
from kyles.holds.letter import Letter
from kyles.holds.letter_docx import docx
from kyles.holds.letter_pdf import pdf
from kyles.model.hold import Hold, HoldStep, Side, Step
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.clocks import clocks
from kyles.store import Store, holds, items, matters

KINDS = {".docx": docx, ".pdf": pdf}
WORDS = {
    Step.SENT: "send", Step.DELIVERED: "deliver", Step.ACKNOWLEDGED: "acknowledge",
    Step.REMINDED: "remind", Step.ESCALATED: "escalate", Step.RELEASED: "release",
}  # fmt: skip


@click.group(invoke_without_command=True)
@click.pass_context
@options.matter
@options.as_json
@options.as_of
def command(ctx: click.Context, matter: Path | None, as_json: bool, as_of: int | None) -> None:
    """List the holds, each custodian with its state; none is in force until acknowledged."""
    if ctx.invoked_subcommand:
        return
    with options.opened(matter) as store:
        view = store.view(as_of=as_of)
        today = clock.today(matters.matter(view).zone).isoformat()
        told = holds.holds(view)
    if as_json:
        show.document({"holds": [_document(one, today) for one in told]})
        return
    show.table(("hold", "side", "state", "scope", "custodians"), [
        (one.id, one.side, _standing(one, today), one.scope,
         "; ".join(f"{name}: {one.state(name)}" for name in one.custodians)) for one in told
    ])  # fmt: skip


@command.command()
@options.matter
@options.as_json
def propose(matter: Path | None, as_json: bool) -> None:
    """Propose holds for what has a retention clock and no hold in force."""
    with options.opened(matter) as store:
        audit = look(store.view())
    some = [one for one in clocks(audit) if one.hold is None]
    if as_json:
        show.document({"proposed": [
            {"item": one.item.id if one.item else None, "what": one.what,
             "until": one.deadline.due and one.deadline.due.safe.isoformat(),
             "basis": one.deadline.basis, "state": "not in force"} for one in some
        ]})  # fmt: skip
        return
    for one in some:
        last = one.deadline.due.safe if one.deadline.due else "unknown"
        text = f"{one.what}: not in force; kept by law until {last} ({one.deadline.basis})"
        click.echo(show.folded(text, ""))
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
        some = tuple(items.one(view, name).id for name in named)
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
@options.matter
def letter(hold: str, custodian: str, out: Path, matter: Path | None) -> None:
    """Write the preservation letter of HOLD to one custodian."""
    write = KINDS.get(out.suffix.lower())
    if write is None:
        raise UsageError(f"{out}: give a name that ends in .docx or .pdf.")
    with options.opened(matter) as store:
        one = holds.one(store.view(), hold)
        _custodian(one, custodian)
        out.write_bytes(write(_letter(look(store.view()), one, custodian)))
    click.echo(f"{out}: hold {one.id}, to {custodian}.")


def _letter(audit: Audit, hold: Hold, custodian: str) -> Letter:
    running = tuple(f"{one.what}: {one.deadline.due.safe if one.deadline.due else ''}"
                    f" ({one.deadline.basis})" for one in clocks(audit)
                    if one.item is None or hold.covers(one.item.id))  # fmt: skip
    named = tuple(audit.items[item].path for item in hold.items)
    return Letter(audit.matter.title, audit.matter.incidents, hold, custodian,
                  audit.dues.today.isoformat(), named, running)  # fmt: skip


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
            _take(store, one, step, custodian, on, note)
        click.echo(f"{one.id}: {step.value}, {on}.")


def _take(
    store: Store, one: Hold, step: Step, custodian: str | None, on: str, note: str
) -> None:  # fmt: skip
    if step is Step.ACKNOWLEDGED and custodian is None:
        raise UsageError("An acknowledgement is a named custodian's: give --custodian NAME.")
    if custodian:
        _custodian(one, custodian)
    names = [custodian] if custodian else [""] if step is Step.RELEASED else list(one.custodians)
    if step is Step.RELEASED and not note.strip():
        raise UsageError("A release needs --note: who released it, why, and what resumes.")
    store.record([holds.stepped(one.id, HoldStep(step, name, on, note)) for name in names])


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
    out.write_bytes(calendar(some, made=clock.now()).encode())
    click.echo(f"{out}: {show.count(len(some), 'date')}.")


def _custodian(one: Hold, name: str) -> None:
    if name not in one.custodians:
        known = ", ".join(one.custodians) or "none"
        raise NotFound(f"{one.id} has no custodian '{name}'.", hint=f"Custodians: {known}.")


def _next(some: list[Hold]) -> str:
    return f"H-{len(some) + 1}"


def _standing(one: Hold, today: str) -> str:
    return "in force" if one.in_force(today) else "not in force"


def _document(one: Hold, today: str) -> dict[str, object]:
    return {
        "hold": one.id, "side": one.side.value, "state": _standing(one, today),
        "scope": one.scope, "systems": list(one.systems), "items": list(one.items),
        "from": one.since, "until": one.until, "sender": one.sender, "owner": one.owner,
        "letter": one.letter_name, "sha256": one.letter,
        "custodians": {name: one.state(name).value for name in one.custodians},
        "steps": [{"step": step.step.value, "custodian": step.custodian, "on": step.on,
                   "says": step.says, "by": step.by} for step in one.steps],
    }  # fmt: skip
