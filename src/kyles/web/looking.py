"""Looking through what a defendant was given, and writing the letter: by either of two sides.

The defense looks at what it was given alone, leaves no trace in the matter, and keeps what it asked
for in its own drawer. Whoever keeps the matter, as the defense does on a machine of its own, looks
as `kyles audit` does and asks as `kyles request` does: that is recorded.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from kyles import clock
from kyles.audit import Audited, audit, of_side
from kyles.export import requests
from kyles.export.letter import letter
from kyles.progress import Progress
from kyles.reconcile.answers import OPEN, Asked
from kyles.store import Store, View, acts, drawer, item_lists, matters
from kyles.store.access import Viewer, defense
from kyles.store.acts import Request
from kyles.store.beside import unchanged
from kyles.store.drawer import Opened
from kyles.web.asked import before, remember
from kyles.web.looked import Looked, asked_rows, lacks
from kyles.web.viewer import Who

Keep = Callable[[Audited, Sequence[Request]], None]


@dataclass(frozen=True, slots=True)
class Defense:
    """Somebody of the defense, to whom nothing else is shown, and of whom nothing is seen."""

    viewer: Viewer
    who: Who

    def look(self, store: Store, progress: Progress) -> Looked:
        with unchanged(store.folder) as own, self._drawer(own) as opened:
            view = own.view(self.viewer)
            return _looked(view, self._name, self._audited(view, opened, progress))

    def write(self, store: Store, progress: Progress) -> Looked:
        with unchanged(store.folder) as own, self._drawer(own) as opened:
            view = own.view(self.viewer)
            audited = self._audited(view, opened, progress)

            def keep(audited: Audited, new: Sequence[Request]) -> None:
                if opened:
                    remember(opened, audited, new)

            return _written(view, self._name, audited, keep)

    @property
    def _name(self) -> str:
        return self.viewer.defendant or ""

    @staticmethod
    def _audited(view: View, opened: Opened | None, progress: Progress) -> Audited:
        told = before(opened)
        return of_side(view, told.requests, before=told.findings, progress=progress)

    @contextmanager
    def _drawer(self, store: Store) -> Iterator[Opened | None]:
        """This side's drawer, open; None where the one who asks has no key to it."""
        if self.who.secret is None:
            yield None
            return
        with drawer.drawer(store.folder, self._name) as locked:
            yield locked.opened(self.who.name, self.who.secret)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Whoever keeps the matter, for one of its defendants."""

    defendant: str

    def look(self, store: Store, progress: Progress) -> Looked:
        audited = audit(store, progress=progress)
        return _looked(self._theirs(store), self.defendant, audited)

    def write(self, store: Store, progress: Progress) -> Looked:
        def keep(audited: Audited, new: Sequence[Request]) -> None:
            store.record(event for each in requests.asked_about(audited, new)
                         for event in requests.remembered(*each))  # fmt: skip

        audited = audit(store, progress=progress)
        return _written(self._theirs(store), self.defendant, audited, keep)

    def _theirs(self, store: Store) -> View:
        """What the defendant's side sees: what came since is counted by it."""
        return store.view(defense(self.defendant))

    def before(self, view: View) -> tuple[Request, ...]:
        """What was asked until now."""
        return tuple(one for one in acts.requests(view) if one.defendant == self.defendant)


def _written(view: View, name: str, audited: Audited, keep: Keep) -> Looked:
    """The letter: what was asked before keeps its number and its day, the rest is asked now."""
    today = clock.today(matters.matter(view).zone)
    asked = [one.request for one in _own(audited, name)]
    new = requests.ask(audited, name, asked, on=today.isoformat())
    content = letter(audited, name, [*asked, *new], on=today)
    keep(audited, new)
    return _looked(view, name, audited, new=new, letter=content)


def _own(audited: Audited, name: str) -> list[Asked]:
    return [one for one in audited.requests if one.request.defendant == name]


def _looked(
    view: View, name: str, audited: Audited, *, new: Sequence[Request] = (), letter: bytes = b""
) -> Looked:  # fmt: skip
    asked = [*_own(audited, name), *(Asked(one, "", OPEN) for one in new)]
    return Looked(item_lists.many(view), lacks(audited, name, asked), asked_rows(asked), letter)
