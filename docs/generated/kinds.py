"""Which formats are read, and which kinds of mention are found: from their modules."""

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import cast

from docs.generated.markdown import table, told

from kyles.formats import formats
from kyles.mentions import kinds


def pages() -> Iterator[tuple[str, str]]:
    yield "formats.md", _formats()
    yield "mentions.md", "\n\n".join(map(_kind, cast("tuple[ModuleType, ...]", kinds())))


def _formats() -> str:
    rows = [
        (one.NAME, f"`{one.MEDIA_TYPE}`", told(inspect.getdoc(cast("ModuleType", one)))[0])
        for one in formats()
    ]
    return table(("format", "media type", "what is read"), rows)


def _kind(module: ModuleType) -> str:
    title, rest = told(module.__doc__)
    return f"## {module.__name__.rpartition('.')[2]}\n\n{title}\n\n{rest}"
