"""Settings and errors, from the code that reads and raises them."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields

from docs.generated.markdown import table, told

from kyles import errors
from kyles.errors import Exit, KylesError
from kyles.settings import Settings

_COMMENT = re.compile(r"^\s+(?P<name>\w+): .*#\s*(?P<says>.*)$", re.MULTILINE)


def pages() -> Iterator[tuple[str, str]]:
    yield "settings.md", _settings()
    yield "exit_codes.md", _errors()


def _settings() -> str:
    """A setting's meaning is the comment that stands beside it."""
    says = {one["name"]: one["says"] for one in _COMMENT.finditer(inspect.getsource(Settings))}
    rows = [
        (f"`{field.name}`", f"`{field.default!r}`", says[field.name]) for field in fields(Settings)
    ]
    return table(("setting", "default", "what it says"), rows)


def _errors() -> str:
    """Every error of operation, by exit code."""
    every = [
        one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, KylesError)
    ]
    every.sort(key=lambda one: (one.exit_code, one.__name__))
    rows = [(f"`{Exit(one.exit_code):d}`", told(one.__doc__)[0], one.hint) for one in every]
    return table(("code", "what happened", "hint"), rows)
