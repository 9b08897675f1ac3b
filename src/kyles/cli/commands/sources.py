"""`kyles sources`: the register of sources: which systems were asked, and what they answered."""

from pathlib import Path

import click

from kyles.cli import options
from kyles.cli.listing import listing
from kyles.errors import NotFound, UsageError
from kyles.intake.digests import digest
from kyles.model.inquiry import Answer, Cell, Inquiry, Step
from kyles.store import inquiries


def _document(one: Cell) -> dict[str, object]:
    asked, answered = one.asked, one.answered
    return {
        "agency": one.agency, "system": one.system, "state": one.state,
        "asked_on": asked.on if asked else None, "asked_by": asked.person if asked else None,
        "answered_on": answered.on if answered else None,
        "answer": answered.answer if answered else None,
        "signed": answered.person if answered else None,
        "export": answered.export_name if answered else None,
        "sha256": answered.export if answered else None,
        "says": [step.says for step in one.steps if step.says],
    }  # fmt: skip


def _row(one: Cell) -> tuple[object, ...]:
    asked, answered = one.asked, one.answered
    told = [answered.answer, answered.person, answered.export_name] if answered else []
    return (one.agency, one.system, one.state,
            " ".join(filter(None, (asked.on, asked.person))) if asked else "",
            answered.on if answered else "", ", ".join(filter(None, told)))  # fmt: skip


command = listing(
    "sources",
    "List the systems of each agency that were asked, or are to be, with the answers.",
    read=inquiries.cells,
    heads=("agency", "system", "state", "asked", "answered", "answer"),
    row=_row,
    document=_document,
)


@command.command()
@click.argument("agency", metavar="AGENCY")
@click.option("--system", required=True, help='The system, as in "body-worn cameras".')
@click.option("--says", default="", help="Why it may hold something.")
@options.matter
def add(agency: str, system: str, says: str, matter: Path | None) -> None:
    """Enter a system of AGENCY that is to be asked; until it is, it is a finding."""
    _record(matter, Inquiry(agency=agency, system=system, step=Step.LISTED, says=says))
    click.echo(f"{agency}: {system} is to be asked.")


@command.command()
@click.argument("agency", metavar="AGENCY")
@click.option("--system", required=True, help="The system.")
@click.option("--on", required=True, type=options.Day(), help="The day.")
@click.option("--by", "person", required=True, help="Who asked.")
@click.option("--says", default="", help="How, and for what.")
@options.matter
def asked(
    agency: str, system: str, on: str, person: str, says: str, matter: Path | None
) -> None:  # fmt: skip
    """Record that a system of AGENCY was asked."""
    _record(matter, Inquiry(agency=agency, system=system, step=Step.ASKED, on=on, person=person,
                            says=says))  # fmt: skip
    click.echo(f"{agency}: {system} was asked on {on}.")


@command.command()
@click.argument("agency", metavar="AGENCY")
@click.option("--system", required=True, help="The system.")
@click.option("--on", required=True, type=options.Day(), help="The day.")
@click.option("--answer", "kind", required=True,
              type=click.Choice([one.value for one in Answer]), help="What it was.")  # fmt: skip
@click.option("--signed", "person", default="", help="Who signed it; needed for 'nothing'.")
@click.option("--export", type=click.Path(path_type=Path), metavar="PATH",
              help="The file or folder that was given; its SHA-256 is recorded.")  # fmt: skip
@click.option("--says", default="", help="Its words.")
@options.matter
def answered(
    agency: str, system: str, on: str, kind: str, person: str, export: Path | None, says: str,
    matter: Path | None,
) -> None:  # fmt: skip
    """Record what AGENCY answered for a system. "We hold nothing", signed, is an answer."""
    answer = Answer(kind)
    _check(answer, person, export)
    _record(matter, Inquiry(
        agency=agency, system=system, step=Step.ANSWERED, on=on, person=person, answer=answer,
        says=says, export=digest(export) if export else None,
        export_name=export.resolve().name if export else None,
    ))  # fmt: skip
    click.echo(f"{agency}: {system} answered on {on}: {kind}.")


def _check(answer: Answer, person: str, export: Path | None) -> None:
    """Raises UsageError for an answer that shows nothing, NotFound for an export not there."""
    if answer is Answer.NOTHING and not person.strip():
        raise UsageError("That an agency holds nothing is somebody's signed word: give --signed.")
    if answer is Answer.EXPORT and export is None:
        raise UsageError("An export is shown by its bytes: give --export PATH.")
    if export and not export.exists():
        raise NotFound(f"{export}: there is no such file or folder.")


def _record(matter: Path | None, one: Inquiry) -> None:
    if not one.agency.strip() or not one.system.strip():
        raise UsageError("The agency and its system need names.")
    with options.opened(matter) as store:
        store.record([inquiries.stepped(one)])
