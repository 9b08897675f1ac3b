"""Other matters that share an incident with one: read only, by whoever is cleared for both.

An incident is what an agency numbers; matters share one where people named it in both, however they
write the number. Nothing in the other matter's folder changes, not even its cache.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kyles import settings
from kyles.errors import KylesError
from kyles.mentions import normal
from kyles.store import access, database
from kyles.store.access import OWNER, Viewer
from kyles.store.store import Store, View


@dataclass(frozen=True, slots=True)
class Unread:
    """A matter's folder that could not be looked into, and why."""

    folder: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Around:
    """The matters that share an incident with one, and those that could not be looked into."""

    views: tuple[View, ...]
    unread: tuple[Unread, ...]


def folders(around: Path, *, but: Path) -> list[Path]:
    """The matters in a folder, by name, but one."""
    found = (one.parent for one in around.glob(f"*/{settings.FILE}"))
    return sorted(one for one in found if one.resolve() != but.resolve())


@contextmanager
def unchanged(folder: Path) -> Iterator[Store]:
    """A matter's folder, open, in which nothing changes, not even its cache."""
    with (
        Store(folder, settings.read(folder), connect=database.beside) as store,
        TemporaryDirectory() as workshop,
    ):
        store.workshop = Path(workshop)
        yield store


@contextmanager
def beside(
    here: View, some: Iterable[Path], *, as_whom: Callable[[Path], Viewer] = lambda _: OWNER
) -> Iterator[Around]:
    """The matters of some folders that share an incident with one, as far as both may be seen."""
    own = shared_numbers(here, here)
    views, unread = list[View](), list[Unread]()
    with ExitStack() as open_ones:
        for folder in some:
            try:
                store = open_ones.enter_context(unchanged(folder))
            except KylesError as error:
                unread.append(Unread(folder, f"{error} {error.hint}".strip()))
                continue
            except OSError as error:
                unread.append(Unread(folder, str(error.strerror)))
                continue
            there = store.view(as_whom(folder))
            if not own & shared_numbers(there, here):
                continue
            if _first_leaf(there) in map(_first_leaf, (here, *views)):
                unread.append(Unread(folder, "a copy of a matter that was looked into"))
            else:
                views.append(there)
        yield Around(tuple(views), tuple(unread))


def _first_leaf(view: View) -> bytes:
    """What makes a matter the same matter: its ledger begins with one salted leaf."""
    ((leaf,),) = view.rows("SELECT leaf FROM event WHERE idx = 0")
    return bytes(leaf)


def shared_numbers(there: View, here: View) -> set[str]:
    """The incidents of one matter, in normal form, that another matter's viewer may know of."""
    may = access.linked(here.viewer, there.viewer)
    rows = there.rows(f"SELECT number FROM incident WHERE event < ? AND {may.sql}", (there.size,))
    return {normal(number) for (number,) in rows}
