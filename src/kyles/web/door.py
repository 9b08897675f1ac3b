"""A way in: an address, those whom it opens to, and the words that it takes.

Pages, acts, files and transfers are doors. A view's keyword arguments are the words in the address
and after `?` (of an act: the fields of its form). They are checked against the annotations; what
does not fit is a bad request, and never reaches the view.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.routing import Route

from kyles.errors import NotFound, UsageError
from kyles.store import View
from kyles.web import wall
from kyles.web.address import quoted
from kyles.web.capability import What
from kyles.web.desk import Desk
from kyles.web.origin import Origin
from kyles.web.viewer import Who, asking, home, stay


@dataclass(frozen=True, slots=True)
class DeskAsk:
    """A request that is about no single matter."""

    who: Who
    desk: Desk


@dataclass(frozen=True, slots=True)
class Ask(DeskAsk):
    """A request about a matter: `view` reads what the one who asks may see of it."""

    matter: str  # the name of its folder
    view: View
    stay: str = ""  # the name under which the one who asks is in
    other: Origin | None = None  # from which evidence is shown as it came

    def at(self, path: str = "") -> str:
        """An address within the matter."""
        return f"/matters/{quoted(self.matter)}{path}"

    def as_it_came(self, item: str, what: What) -> str:
        """The address of evidence at the other origin; "" where there is none."""
        return self.other.at(self.matter, item, what, stay=self.stay) if self.other else ""

    @property
    def home(self) -> str:
        """Where the one who asks arrives."""
        return self.at(home(self.view.viewer))


@dataclass(frozen=True)
class Door:
    """A view at an address. `roles` are those whom it opens to: to others there is nothing."""

    path: str
    view: Callable[..., Any]
    roles: frozenset[str]

    @property
    def name(self) -> str:
        """Its noun."""
        return self.view.__name__

    @cached_property
    def words(self) -> dict[str, inspect.Parameter]:
        """What the view takes but for the request itself, by name."""
        every = list(inspect.signature(self.view).parameters.values())[1:]
        return {one.name: one for one in every}

    def routes(self) -> list[Route]:
        """Its addresses, each with what is done there."""
        raise NotImplementedError

    @property
    def of_matter(self) -> bool:
        return self.path.startswith("/matters/{matter}")

    def arguments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The words of a request as the view takes them; a field left empty counts as not given."""
        told: dict[str, Any] = {}
        for name, word in self.words.items():
            value = given.get(name)
            if value not in (None, ""):
                told[name] = _fitting(name, value, word.annotation)
            elif word.default is inspect.Parameter.empty:
                raise UsageError(f"'{name}' is missing.")
        return told

    @contextmanager
    def asked(self, request: Request) -> Iterator[Any]:
        """The request as the view gets it. Raises NotFound for those whom the door is closed to."""
        who, desk = asking(request), request.app.state.desk
        if not self.of_matter:
            yield DeskAsk(who, desk)
            return
        name = request.path_params["matter"]
        viewer = who.at(name)
        if viewer.role not in self.roles:
            raise NotFound("There is nothing here.")
        with desk.open(name) as store:
            if who.by_password:
                store.record_as(who.name)
            ask = Ask(who, desk, name, store.view(viewer), stay(request),
                      request.app.state.other)  # fmt: skip
            yield ask
            wall.remember(ask, request, self.name)


def _fitting(name: str, value: Any, annotation: Any) -> Any:
    if not isinstance(value, str):
        return value  # an uploaded file
    try:
        return msgspec.convert(value, annotation, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(f"'{name}': {error}.") from None
