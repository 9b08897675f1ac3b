"""`kyles incidents`: this matter's incidents, and others that may be related."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from kyles.audit import look
from kyles.cli import options, show
from kyles.errors import UsageError
from kyles.mentions import normal
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.related import Related, related
from kyles.store import incident_answers, matters
from kyles.store.incident_answers import IncidentAnswer

TOLD = 3  # features that a line of the table names


@dataclass(frozen=True, slots=True)
class _Other:
    """Incidents that candidates name, and what was answered."""

    asked: Related
    answer: IncidentAnswer | None


@click.group(invoke_without_command=True)
@click.pass_context
@options.matter
@options.as_json
@options.as_of
def command(ctx: click.Context, matter: Path | None, as_json: bool, as_of: int | None) -> None:
    """List this matter's incidents, then others by how much they have in common with it."""
    if ctx.invoked_subcommand:
        return
    with options.opened(matter) as store:
        view = store.view(as_of=as_of)
        bars = options.bars()
        audit = look(view, progress=bars)
        bars.end()
        others = sorted(_others(audit, incident_answers.answers(view)), key=_order)
    if as_json:
        show.document({"incidents": [
            *({"number": own, "own": True} for own in audit.matter.incidents),
            *map(_document, others),
        ]})  # fmt: skip
        return
    show.table(("incident", "items", "score", "answer", "in common"), [
        *((own, "", "", "this matter", "") for own in audit.matter.incidents),
        *map(_row, others),
    ])  # fmt: skip


@command.command()
@click.argument("number", metavar="NUMBER")
@options.matter
def add(number: str, matter: Path | None) -> None:
    """Record that the incident NUMBER belongs to this matter."""
    with options.opened(matter) as store:
        if normal(number) in map(normal, matters.matter(store.view()).incidents):
            raise UsageError(f"Incident {number} is of this matter already.")
        store.record([matters.incident_added(number)])
    click.echo(f"Incident {number} is of this matter.")


@command.command()
@click.argument("number", metavar="NUMBER")
@click.option("--yes", "answer", flag_value="yes", help="It is related to this matter.")
@click.option("--no", "answer", flag_value="no", help="It is not.")
@click.option("--ask", "whom", metavar="WHOM", help="Somebody else is to be asked.")
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@options.matter
def answer(
    number: str, answer: str | None, whom: str | None, reason: str, matter: Path | None
) -> None:
    """Answer whether the incident NUMBER is related; kept with your name and the time."""
    if (answer is None) == (whom is None):
        raise UsageError("Give one of --yes, --no, --ask WHOM.")
    said = answer or "ask"
    words = incident_answers.words(whom=whom or "", reason=reason)
    with options.opened(matter) as store:
        store.record([incident_answers.answered(number, said, words)])
    told = {"yes": "is related", "no": "is not related", "ask": f"is to be asked of {whom}"}
    click.echo(f"Incident {number} {told[said]}.")


def _others(audit: Audit, answers: dict[str, IncidentAnswer]) -> Iterator[_Other]:
    for one in related(audit):
        told = [answers[number] for number in map(normal, one.link.incidents) if number in answers]
        yield _Other(one, told[0] if told else None)


def _order(one: _Other) -> tuple[int, float, str]:
    """Questions that nobody has answered first, the likest first."""
    answered = one.answer is not None and one.answer.related is not None
    return int(answered), -one.asked.score, one.asked.link.subject


def _row(one: _Other) -> Sequence[object]:
    features = "; ".join(f"{feature.kind} {', '.join(feature.shared[:TOLD])}"
                         for feature in one.asked.link.features[:TOLD])  # fmt: skip
    told = one.answer
    answered = f"{told.answer} ({told.by}, {told.at[:10]})" if told else "open"
    score = round(one.asked.score, 1) + 0.0  # of nothing there is no minus
    return (", ".join(one.asked.link.incidents), len(one.asked.items), f"{score:.1f}",
            answered, features)  # fmt: skip


def _document(one: _Other) -> dict[str, object]:
    told = one.answer
    return {
        "number": ", ".join(one.asked.link.incidents), "own": False, "items": list(one.asked.items),
        "related": one.asked.link.related, "score": round(one.asked.score, 2),
        "features": [{"kind": feature.kind, "shared": list(feature.shared),
                      "weight": round(feature.weight, 2)} for feature in one.asked.link.features],
        "signals": [{"kind": signal.kind, "says": signal.says}
                    for signal in one.asked.link.signals],
        "answer": {"answer": told.answer, "says": told.says, "by": told.by, "at": told.at}
        if told else None,
    }  # fmt: skip
