"""What the documents of a matter mention, item by item, and what each document says that it is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from kyles import engine, mentions
from kyles.model import Item, Mention, Role
from kyles.reconcile.given import Pages, Progress, Texts
from kyles.reconcile.pages import inside
from kyles.store import Store, View, derived

METHOD = "mentions/5"  # changes when the same text would give other mentions
HEAD = 500  # characters of a first page in which a document says what it is
LAYERS = ("text", "header", "footer", "note", "comment")
FURNITURE = ("header", "footer")
_SENTENCE = re.compile(
    r"(?:see|per|refer|review|the|a|an|in|no|this|i|he|she|we|they|attached|copies)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A mention and where it stands."""

    page: int
    layer: str
    mention: Mention


@dataclass(frozen=True)
class Spoken:
    """The mentions of every item, by item; each content is looked through once.

    `failed` says of items whose text could not be looked through why not.
    """

    by_item: Mapping[str, Sequence[Said]]
    failed: Mapping[str, str]

    def of(self, item: str) -> Sequence[Said]:
        return self.by_item.get(item, ())

    def identity(self, item: Item, texts: Texts) -> Iterator[Mention]:
        """What a document says that it is: in its headings, its furniture, its file's name.

        What it only speaks of at its head it is not; its incident's number may stand in a sentence.
        """
        begins = item.role not in (Role.IMAGE, Role.TEXT) or item.order < 2
        head = inside(texts.of(item.id).get(1, ()), "text")[:HEAD] if begins else ""
        for said in self.of(item.id):
            at_head = said.page == 1 and said.layer == "text" and said.mention.start < len(head)
            heads = said.mention.kind == "incident" or _heads(head, said.mention.start)
            if (at_head and heads) or said.layer in FURNITURE:
                yield said.mention
        name = PurePosixPath(item.path).stem.replace("_", " ")
        yield from mentions.find_all(name)


def _heads(text: str, start: int) -> bool:
    """Whether what stands before a mention in its line makes it a heading, and no sentence."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    words = re.findall(r"[^\W\d_][\w'’]*", line)
    return not any(word.islower() for word in words) and not _SENTENCE.match(line.strip())


def spoken(
    view: View, texts: Texts, some: Iterable[Item], *, progress: Progress | None = None
) -> Spoken:
    """What some items mention. Looked for once a content, by all cores, then kept."""
    contents = {item.id: texts.contents[item.id] for item in some if item.id in texts.contents}
    keys = {content: f"{METHOD}:{content}" for content in sorted(set(contents.values()))}
    known = derived.recall(view.store, list(keys.values()))
    new = [content for content, key in keys.items() if key not in known]
    parts = [(keys[one], texts.pages.get(one, {})) for one in new]
    looked, failed = _look_through(view.store, parts, progress)
    known |= looked
    found = {content: [_said(row) for row in known.get(key, ())] for content, key in keys.items()}
    items = sorted(contents.items())
    return Spoken(
        {item: found[content] for item, content in items},
        {item: failed[keys[content]] for item, content in items if keys[content] in failed},
    )


def _look_through(
    store: Store, some: Sequence[tuple[str, Pages]], progress: Progress | None
) -> tuple[dict[str, list[Any]], dict[str, str]]:
    """The mentions of some contents by key, found in processes that may die, and kept.

    Also, by key, why a text could not be looked through; it is tried again the next time.
    """
    tell = (lambda done: progress("looking for references", done, len(some))) if progress else None
    settings = store.settings
    found, failed = {}, {}
    for outcome in engine.run(look, some, workers=settings.workers, progress=tell):
        if outcome.value is None:
            failed[outcome.part[0]] = outcome.failure
        else:
            found[outcome.part[0]] = outcome.value
    if found:
        derived.keep(store, found)
    return found, failed


def look(part: tuple[str, Pages]) -> list[Any]:
    """The mentions of one content's pages, as plain values."""
    _, pages = part
    return [
        asdict(Said(page, layer, mention))
        for page, readings in sorted(pages.items())
        for layer in LAYERS
        for mention in mentions.find_all(inside(readings, layer))
    ]


def _said(row: dict[str, Any]) -> Said:
    return Said(row["page"], row["layer"], Mention(**row["mention"]))
