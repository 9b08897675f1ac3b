"""Incidents: is another incident related to this matter?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from kyles.mentions import normal
from kyles.store import View, incident_answers, items, matters, questions
from kyles.store.access import Role
from kyles.store.incident_answers import IncidentAnswer
from kyles.store.questions import Place, Question, Shared
from kyles.web.act import act
from kyles.web.door import Ask
from kyles.web.page import Menu, Told, page
from kyles.web.scope import scope
from kyles.web.shelf import remembered
from kyles.web.viewer import OFFICE
from kyles.web.words import count

LOOKS = OFFICE | {Role.CUSTODIAN}
SHOWN = 20

Answer = Literal["yes", "no", "ask"]
Words = Annotated[str, Meta(max_length=10_000)]
Short = Annotated[str, Meta(max_length=200)]
Key = Annotated[str, Meta(max_length=4000)]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What was answered, by whom and when; outside the office without the words."""

    answer: str
    says: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """Other incidents, the items under them, and what these have in common with this matter."""

    question: str
    numbers: tuple[str, ...]
    items: tuple[tuple[str, str, str], ...]  # id, path and title of some
    count: int
    score: float
    features: tuple[Shared, ...]
    signals: tuple[str, ...]
    answer: AnswerRow | None
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents(Told):
    """This matter's own incidents, and one question for each other one that items name."""

    own: tuple[str, ...]
    questions: tuple[QuestionRow, ...]
    open: int
    total: int
    after: str | None
    zone: str


@remembered
def answers(view: View) -> Mapping[str, IncidentAnswer]:
    """What was answered, as far as one may see it."""
    return incident_answers.answers(view)


@remembered
def ordered(view: View) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The questions that are open, and those that are answered, each the likest first."""
    told, every = answers(view), questions.places(view)
    return (tuple(one for one in every if _is_open(one.numbers, told)),
            tuple(one for one in every if not _is_open(one.numbers, told)))  # fmt: skip


def open_questions(view: View) -> int | None:
    """How many questions are open, if any."""
    return len(ordered(view)[0]) or None


@page("/matters/{matter}/incidents", menu=Menu("Incidents", 48, open_questions), roles=LOOKS)
def incidents(ask: Ask, *, after: Key = "") -> Incidents:
    """One question for each other incident that items name: is it related?

    A number proves neither that they belong nor that they do not. The last answer counts, from the
    next audit on.
    """
    view = ask.view
    waiting, answered = ordered(view)
    every = (*waiting, *answered)
    first = next((at for at, one in enumerate(every, 1) if one.key == after), 0)
    some = every[first : first + SHOWN]
    own = matters.matter(view)
    return Incidents(
        title="Incidents", says=_says(len(waiting), len(every)), scope=scope(view),
        command="kyles incidents", own=own.incidents, questions=tuple(_rows(view, some)),
        open=len(waiting), total=len(every), zone=own.zone,
        after=some[-1].key if first + SHOWN < len(every) else None,
    )  # fmt: skip


@act("/matters/{matter}/incidents/answer", roles=LOOKS)
def answer_question(
    ask: Ask, *, question: Key, answer: Answer, whom: Short = "a supervisor", reason: Words = ""
) -> str:
    """Answer whether other incidents are related; kept with who answered and when."""
    asked = questions.one(ask.view, question)
    words = incident_answers.words(whom=whom if answer == "ask" else "", reason=reason.strip())
    ask.view.store.record(
        incident_answers.answered(number, answer, words) for number in asked.numbers
    )
    return ask.at("/incidents")


def _rows(view: View, some: tuple[Place, ...]) -> Iterator[QuestionRow]:
    told = answers(view)
    for one in questions.several(view, some):
        yield _row(view, one, _answer(one.numbers, told), is_open=_is_open(one.numbers, told))


def _row(
    view: View, one: Question, answer: IncidentAnswer | None, *, is_open: bool
) -> QuestionRow:  # fmt: skip
    named = sorted(items.several(view, one.items).values(), key=lambda each: each.path)
    return QuestionRow(
        one.key, one.numbers, tuple((each.id, each.path, each.title) for each in named), one.count,
        one.score, one.features, one.signals,
        AnswerRow(answer.answer, answer.says, answer.by, answer.at) if answer else None, is_open,
    )  # fmt: skip


def _answer(
    numbers: tuple[str, ...], told: Mapping[str, IncidentAnswer]
) -> IncidentAnswer | None:  # fmt: skip
    """The last answer for any of the incidents that a question is about."""
    given = [told[number] for number in map(normal, numbers) if number in told]
    return max(given, key=lambda one: one.at, default=None)


def _is_open(numbers: tuple[str, ...], told: Mapping[str, IncidentAnswer]) -> bool:
    """Whether nobody has said yes or no; whoever asks somebody else leaves it open."""
    return all(told[number].related is None for number in map(normal, numbers) if number in told)


def _says(waiting: int, every: int) -> str:
    if not every:
        return "No item is booked under another incident."
    if not waiting:
        told = f"Each of {count(every, 'question', 'questions')}" if every > 1 else "The question"
        return f"{told} about other incidents is answered."
    return f"{waiting:,} of {count(every, 'question')} about other incidents " + (
        "waits for an answer." if waiting == 1 else "wait for an answer."
    )
