"""Which held file a row of a list names."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from kyles.mentions import normal, things
from kyles.model import Item
from kyles.store.lists import Entry

TELLING = 3  # digits in a number or title, without which it names no file


class FileNames:
    """Held files by the names, numbers and hashes that a list may give them."""

    def __init__(self, documents: Sequence[Item]) -> None:
        self.documents = {item.id: item for item in documents}
        self.names: dict[str, set[str]] = {}
        self.hashes: dict[str, set[str]] = {}
        for item in documents:
            path = PurePosixPath(item.path)
            for name in {path.name, path.stem, item.path, path.as_posix().partition("/")[2]}:
                self.names.setdefault(_normal(name), set()).add(item.id)
            if item.version.sha256:
                self.hashes.setdefault(item.version.sha256, set()).add(item.id)

    def of(self, entry: Entry, listed: Item) -> str | None:
        """The held file that a row names, if exactly one fits; the list's own holder's first."""
        for found in self._candidates(entry):
            own = {one for one in found if self.documents[one].holder == listed.holder}
            for some in (own, found):
                if len(some) == 1:
                    return next(iter(some))
        return None

    def _candidates(self, entry: Entry) -> Iterator[set[str]]:
        """The files that fit, by what names a file the surest."""
        facts = entry.facts
        yield self.hashes.get(facts.get("sha256", "").lower(), set())
        told = [facts["file"]] if facts.get("file") else list(_other_names(entry))
        for name in told:
            path = PurePosixPath(name.replace("\\", "/"))
            for spelling in dict.fromkeys((path.as_posix(), path.name, path.stem)):
                yield self.names.get(_normal(spelling), set())


def _other_names(entry: Entry) -> Iterator[str]:
    """A number or title that may be a file's name: not where the row describes a physical thing."""
    if things.describe(entry.facts.get("description", "")):
        return
    for fact in ("number", "title"):
        told = entry.facts.get(fact, "")
        if sum(map(str.isdigit, told)) >= TELLING:
            yield told


def _normal(name: str) -> str:
    return normal(name).casefold()
