"""Other incidents that may be related, as the last audit found them: one question for all items
under the same numbers.

The office sees each with what it has in common with the matter. An agency sees the questions about
items of its own, and nothing that others wrote.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kyles.errors import NotFound
from kyles.mentions import normal
from kyles.store import access
from kyles.store.store import View

TABLES = ("audited_question", "audited_question_number", "audited_candidate")
SHOWN = 20  # items that are named of one question
Shared = tuple[str, tuple[str, ...], float]  # what is shared, of which kind, and how much it tells


@dataclass(frozen=True, slots=True)
class Question:
    """Incidents that items name instead of this matter's, and what they have in common with it."""

    numbers: tuple[str, ...]
    items: tuple[str, ...]
    count: int
    score: float = 0.0
    features: tuple[Shared, ...] = ()
    signals: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name among the questions."""
        return "; ".join(self.numbers)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands among those of the audit, and which incidents it asks about."""

    place: int
    numbers: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name of the question."""
        return "; ".join(self.numbers)


def rows(some: Iterable[Question]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The tables' rows of questions in their order, each with its table."""
    for place, one in enumerate(some):
        told = (place, _json(one.numbers), one.score, _json(one.features), _json(one.signals))
        yield "audited_question", told
        for number in dict.fromkeys(map(normal, one.numbers)):
            yield "audited_question_number", (number, place)
        for item in one.items:
            yield "audited_candidate", (place, item)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def places(view: View) -> list[Place]:
    """Every question that a viewer may see: the likest first, or by number outside the office."""
    may, office = access.questions(view.viewer, view.size), access.office(view.viewer)
    found = view.rows(
        f"SELECT place, numbers FROM audited_question WHERE {may.sql}"
        f" ORDER BY CASE WHEN {office.sql} THEN place END, numbers",
        (*may.parameters, *office.parameters),
    )
    return [Place(place, tuple(json.loads(numbers))) for place, numbers in found]


def several(view: View, some: Sequence[Place]) -> Iterator[Question]:
    """Some questions in full, as far as a viewer may see them."""
    may, office = access.questions(view.viewer, view.size), access.office(view.viewer)
    told = {row[0]: row[1:] for row in view.rows(
        f"SELECT place, score, features, signals, {office.sql} FROM audited_question"
        f" WHERE place IN (SELECT value FROM json_each(?)) AND {may.sql}",
        (*office.parameters, json.dumps([one.place for one in some]), *may.parameters),
    )}  # fmt: skip
    for one in some:
        if one.place in told:
            yield _question(view, one, told[one.place])


def _question(view: View, one: Place, row: Sequence[Any]) -> Question:
    score, features, signals, is_office = row
    named = _items(view, one.place)
    if not is_office:
        return Question(one.numbers, tuple(named[:SHOWN]), len(named))
    return Question(
        one.numbers, tuple(named[:SHOWN]), len(named), score,
        tuple((kind, tuple(shared), weight) for kind, shared, weight in json.loads(features)),
        tuple(json.loads(signals)),
    )  # fmt: skip


def _items(view: View, place: int) -> list[str]:
    may = access.items(view.viewer, view.size)
    found = view.rows(
        "SELECT item.id FROM audited_candidate JOIN item ON item.id = audited_candidate.item"
        f" WHERE place = ? AND {may.sql} ORDER BY item.id",
        (place, *may.parameters),
    )
    return [item for (item,) in found]


def asks_about(view: View, item: str) -> bool:
    """Whether an item stands under other incidents, so that it is asked about."""
    own = access.office(view.viewer)
    sql = f"SELECT 1 FROM audited_candidate WHERE item = ? AND {own.sql} LIMIT 1"
    return bool(list(view.rows(sql, (item, *own.parameters))))


def one(view: View, key: str) -> Place:
    """A question by its name. Raises NotFound."""
    for found in places(view):
        if found.key == key:
            return found
    raise NotFound("There is no such question.", hint="'kyles incidents' lists them.")
