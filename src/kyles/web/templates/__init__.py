"""Templates: one a page, of its own name, inside one frame. What evidence says is escaped."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request

from kyles import sizes
from kyles.export.citation import clean, rule_label
from kyles.reconcile.lines import clock
from kyles.web import charts, frame, strip, words
from kyles.web.address import asking, quoted
from kyles.web.door import Ask

if TYPE_CHECKING:
    from kyles.web.page import Page


@dataclass(frozen=True, slots=True)
class Here:
    """The address of a page, from which others of the same page are made."""

    path: str
    given: Mapping[str, str]

    def word(self, name: str) -> str:
        """What a word after `?` says, "" where it is not there."""
        return self.given.get(name, "")

    def but(self, **changes: object) -> str:
        """The same page with other words after `?`; None and "" leave a word out."""
        return asking(self.path, {**self.given, **changes})

    def at(self, suffix: str, **changes: object) -> str:
        """What stands beside the page under another ending, with the same words."""
        return asking(f"{self.path}{suffix}", {**self.given, **changes})

    @property
    def json(self) -> str:
        """The JSON twin."""
        return asking(f"{self.path}.json", self.given)


def page(page: "Page", request: Request, *, ask: Any, told: Any) -> str:
    """A page: what its view told, in the template of its name."""
    here = Here(quoted(request.url.path), dict(request.query_params))
    around = frame.frame(ask, page) if isinstance(ask, Ask) else None
    template = environment().get_template(f"{page.name}.html")
    return template.render(told=told, frame=around, here=here, who=ask.who.name, ask=ask)


def refusal(*, status: int, title: str, says: str, hint: str) -> str:
    """The page of a refusal. It has nothing of the address that was asked for."""
    template = environment().get_template("refusal.html")
    return template.render(status=status, title=title, says=says, hint=hint)


def entrance(*, to: str, name: str, says: str) -> str:
    """The page on which one shows who one is."""
    return environment().get_template("entrance.html").render(to=to, name=name, says=says)


@cache
def environment() -> Environment:
    """The templates with the filters and words that they share."""
    made = Environment(
        loader=PackageLoader("kyles.web"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update(
        number="{:,}".format, clean=clean, count=words.count, day=words.day, moment=words.moment,
        clock=clock, spoken=words.spoken, size=sizes.said, rule=rule_label, edge=words.edge,
        manual=words.manual, name=words.name, folder=words.folder, called=words.called,
    )  # fmt: skip
    made.globals.update(static=static, svg=_svg, strip=strip.strip)
    return made


def _svg(name: str, *arguments: Any) -> Markup:
    """A drawing of `charts`, which escapes what it writes."""
    return Markup(getattr(charts, name)(*arguments))  # noqa: S704 - our own drawing


@cache
def static(name: str) -> str:
    """The address of one of our own files; it changes when the file does."""
    content = (files("kyles.web") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"
