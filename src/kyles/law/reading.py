"""Reads YAML with every value as text, strictly: what is not understood is an error with its line.

Plain YAML turns `245.10` into 245.1, `NO` into False and `12:30` into 750; a rule file must not.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

import yaml

from kyles.errors import KylesError

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # in C where it is: many times as fast


class RuleFileWrong(KylesError):
    """A rule file does not say what it must; the message has its file, line and field.

    `problems` are all that were found, the first of which is the message.
    """

    hint = "'kyles law check FILE' lists everything that is wrong in it."

    def __init__(self, *problems: str) -> None:
        super().__init__(problems[0])
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a rule file, with the name of its field and the file that it stands in."""

    file: str
    field: str
    node: yaml.Node

    def fail(self, expected: str) -> NoReturn:
        """Raises RuleFileWrong, saying what was expected here and what stands here."""
        raise RuleFileWrong(
            f"{self.file}, line {self.line}: {self.field} is {self._shown()}; expected {expected}."
        )

    def _shown(self) -> str:
        if isinstance(self.node, yaml.ScalarNode):
            return f"'{self.node.value}'" if self.node.value else "empty"
        return "a list" if isinstance(self.node, yaml.SequenceNode) else "a group of fields"

    @property
    def line(self) -> int:
        """The line in the file, counted from 1."""
        return int(self.node.start_mark.line) + 1

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, "Value"]:
        """The fields of a group: all that are required, none that is unknown, none twice."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail("a group of fields")
        known, found = {*required, *optional}, dict[str, Value]()
        for key, node in self.node.value:
            here = Value(self.file, f"the field '{key.value}' of {self.field}", key)
            if key.value not in known:
                here.fail(one_of(known, key.value))
            if key.value in found:
                here.fail("each field once")
            found[key.value] = Value(self.file, f"'{key.value}' of {self.field}", node)
        missing = sorted(set(required) - set(found))
        if missing:
            self.fail(f"the field '{missing[0]}' in it")
        return found

    def entries(self) -> dict[str, "Value"]:
        """The values of a group whose names the file chooses itself."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail("a group of fields")
        names = [key.value for key, _ in self.node.value]
        return self.fields(names)

    def items(self) -> list["Value"]:
        """The values of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.fail("a list")
        return [
            Value(self.file, f"entry {number} of {self.field}", node)
            for number, node in enumerate(self.node.value, start=1)
        ]

    def word(self, known: Iterable[str]) -> str:
        """One of a few words."""
        told = self.text()
        if told not in (words := list(known)):
            self.fail(one_of(words, told))
        return told

    def words(self, known: Iterable[str] | None = None) -> tuple[str, ...]:
        """A list of texts, or of words out of a few."""
        listed = list(known) if known is not None else None
        return tuple(one.text() if listed is None else one.word(listed) for one in self.items())

    def text(self, pattern: str = r"(?s)\S.*", expected: str = "text") -> str:
        """A text in which the whole matches a pattern."""
        if not isinstance(self.node, yaml.ScalarNode) or not re.fullmatch(pattern, self.node.value):
            self.fail(expected)
        return " ".join(str(self.node.value).split())

    def day(self) -> str:
        """An ISO date."""
        told = self.text(r"\d{4}-\d{2}-\d{2}", "a date such as 2026-11-24")
        return self.parsed(lambda: date.fromisoformat(told).isoformat(), "a day of the calendar")

    def parsed(self, parse: Callable[[], str], expected: str) -> str:
        """What a parser makes of it; a ValueError of the parser is an error of the file."""
        try:
            return parse()
        except ValueError:
            self.fail(expected)


def one_of(known: Iterable[str], told: str) -> str:
    """What was expected: the nearest known word first, then all of them."""
    words = sorted(known)
    near = difflib.get_close_matches(told, words, n=1)
    meant = f"'{near[0]}', or another " if near else ""
    return f"{meant}one of {', '.join(words)}"


def parse(file: str, text: str) -> Value:
    """The whole of a rule file. Raises RuleFileWrong where it is no YAML or empty."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleFileWrong(f"{file}, line {line}: {error.problem or 'not YAML'}.") from error
    if node is None:
        raise RuleFileWrong(f"{file}, line 1: the file is empty.")
    return Value(file, "the file", node)
