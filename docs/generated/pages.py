"""A page of the manual for each page of the web: its question, its address, its words, its JSON."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields
from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin

from docs.generated.markdown import table, told

from kyles.web.act import Act
from kyles.web.app import doors
from kyles.web.door import Door
from kyles.web.page import Page, Told
from kyles.web.transfer import Transfer

_MODULE = re.compile(r"\b(?:\w+\.)+(?=\w)")


def pages() -> Iterator[tuple[str, str]]:
    every = [one for one in doors() if isinstance(one, Page)]
    rows = [(f"[{one.name}](pages/{one.name}.md)", f"`{one.path}`", _question(one))
            for one in every]  # fmt: skip
    yield "pages.md", table(("page", "address", "question"), rows)
    for one in every:
        yield f"pages/{one.name}.md", "\n\n".join(_sections(one))


def _question(page: Page) -> str:
    """The question that a page answers, from the first line of its module."""
    first, _ = told(inspect.getdoc(inspect.getmodule(page.view)))
    return first.partition(": ")[2].capitalize()


def _sections(page: Page) -> Iterator[str]:
    first, rest = told(page.view.__doc__)
    yield f"# {page.name.replace('_', ' ').capitalize()}"
    yield f"*{_question(page)}* {first}"
    if rest:
        yield rest
    yield f"Address: `{page.path}`; as JSON: `{page.path}.json`"
    if words := list(_words(page)):
        yield table(("word", "kind", "if not given"), words)
    yield "The JSON has the words that every page has, `title`, `says`, `scope` and `command`, and:"
    common = {one.name for one in fields(Told)}
    own = [one for one in fields(page.told) if one.name not in common]
    yield table(("key", "kind"), [(f"`{one.name}`", _kind(one.type)) for one in own])
    beside = [one for one in doors() if not isinstance(one, Page) and _page_of(one) is page]
    if beside:
        yield "Beside it:"
        yield table(("way", "address", "what it does"), [
            (_way(one), f"`{one.path}`", told(one.view.__doc__)[0])
            for one in beside
        ])  # fmt: skip


def _way(door: Door) -> str:
    if isinstance(door, Transfer):
        return "POST, HEAD, PATCH"
    return "POST" if isinstance(door, Act) else "GET"


def _page_of(door: Door) -> Page | None:
    """The page beside which an act or a file stands: the one in its file; where there is none, the
    one with whose address its own begins.
    """
    every = [one for one in doors() if isinstance(one, Page)]
    module = inspect.getmodule(door.view)
    inside = [one for one in every if inspect.getmodule(one.view) is module]
    around = [one for one in every if door.path.startswith(f"{one.path}/")]
    return next(iter(inside), None) or max(around, key=lambda one: len(one.path), default=None)


def _words(page: Door) -> Iterator[tuple[str, str, str]]:
    for name, word in page.words.items():
        if f"{{{name}}}" not in page.path:
            default = "" if word.default is inspect.Parameter.empty else repr(word.default)
            yield f"`{name}`", _kind(_bare(word.annotation)), f"`{default}`"


def _kind(annotation: object) -> str:
    """A type as it is written, without the modules that its names are of."""
    name = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    written = str(annotation) if "[" in str(annotation) else name
    return f"`{_MODULE.sub('', written)}`"


def _bare(annotation: object) -> object:
    """A type without its bounds, and without that it may be left out."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        (only, *more) = [one for one in get_args(annotation) if one is not NoneType]
        return annotation if more else _bare(only)
    return annotation
