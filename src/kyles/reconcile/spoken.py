"""What the documents of a matter mention, item by item, and what each document says that it is.

Each content is looked through once, by all cores, and what was found is kept: its mentions, the
things that it describes, and the pages whose text cannot be words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import Any

from kyles import mentions
from kyles.engine.once import once
from kyles.fingerprint import sanity
from kyles.mentions import things
from kyles.mentions.things import Thing
from kyles.model import Item, Mention, Role
from kyles.progress import Progress
from kyles.reconcile.given import Pages, Texts
from kyles.reconcile.pages import inside
from kyles.store import View, derived

METHOD = "mentions/6"  # changes when the same text would give other mentions
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
class Heard:
    """What one content says: its mentions, and by page its things and why it cannot be words."""

    said: Sequence[Said] = ()
    things: Mapping[int, Sequence[Thing]] = field(default_factory=dict)
    garbled: Mapping[int, str] = field(default_factory=dict)


NOTHING = Heard()


@dataclass(frozen=True)
class Spoken:
    """What every item says, by item; `failed` says of those that could not be looked through why.

    Items with one content share what it says. `identities` has what each says that it is.
    """

    by_item: Mapping[str, Heard]
    failed: Mapping[str, str]
    identities: Mapping[str, Sequence[Mention]] = field(default_factory=dict)

    def of(self, item: str) -> Sequence[Said]:
        """The mentions of an item, in the order of its pages."""
        return self.by_item.get(item, NOTHING).said

    def things(self, item: str) -> Mapping[int, Sequence[Thing]]:
        """The things that an item's own text describes, by page."""
        return self.by_item.get(item, NOTHING).things

    def garbled(self, item: str) -> Mapping[int, str]:
        """The pages of an item whose text cannot be words, and why."""
        return self.by_item.get(item, NOTHING).garbled

    def identity(self, item: str) -> Sequence[Mention]:
        """What a document says that it is: in its headings, its furniture, its file's name.

        What it only speaks of at its head it is not; its incident's number may stand in a sentence.
        """
        return self.identities.get(item, ())


def _at_head(item: Item, said: Sequence[Said], texts: Texts) -> Iterator[Mention]:
    """What a document says at its head, and in its furniture, that it is."""
    begins = item.role not in (Role.IMAGE, Role.TEXT) or item.order < 2
    head = inside(texts.of(item.id).get(1, ()), "text")[:HEAD] if begins and said else ""
    for one in said:
        at_head = one.page == 1 and one.layer == "text" and one.mention.start < len(head)
        heads = one.mention.kind == "incident" or _heads(head, one.mention.start)
        if (at_head and heads) or one.layer in FURNITURE:
            yield one.mention


def _name(item: Item) -> str:
    """A file's name as words."""
    return PurePosixPath(item.path).stem.replace("_", " ")


def _heads(text: str, start: int) -> bool:
    """Whether what stands before a mention in its line makes it a heading, and no sentence."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    words = re.findall(r"[^\W\d_][\w'’]*", line)
    return not any(word.islower() for word in words) and not _SENTENCE.match(line.strip())


def spoken(
    view: View, texts: Texts, some: Iterable[Item], *, progress: Progress | None = None
) -> Spoken:
    """What some items say."""
    some = list(some)
    contents = {item.id: texts.contents[item.id] for item in some if item.id in texts.contents}
    keys = {content: f"{METHOD}:{content}" for content in sorted(set(contents.values()))}
    parts = {key: texts.pages.get(content, {}) for content, key in keys.items()}
    known, failed = once(
        view.store, "looking for references", look, parts, read=heard, progress=progress
    )
    found = {content: known[key] for content, key in keys.items() if key in known}
    by_item = {item: found[content] for item, content in sorted(contents.items())
               if content in found}  # fmt: skip
    named = _named(view, some)
    return Spoken(
        by_item,
        {item: failed[keys[content]] for item, content in sorted(contents.items())
         if keys[content] in failed},
        {item.id: (*_at_head(item, by_item.get(item.id, NOTHING).said, texts), *named[_name(item)])
         for item in some},
    )  # fmt: skip


def _named(view: View, some: Iterable[Item]) -> Mapping[str, Sequence[Mention]]:
    """What the names of some files say, by name: looked at once, as there are many."""
    keys = {name: f"{METHOD}:name:{name}" for name in sorted({_name(item) for item in some})}
    known = derived.recall(view.store, list(keys.values()))
    new = {key: list(map(asdict, mentions.find_all(name)))
           for name, key in keys.items() if key not in known}  # fmt: skip
    derived.keep(view.store, new)
    every = known | new
    return {name: [Mention(**one) for one in every[key]] for name, key in keys.items()}


def look(pages: Pages) -> dict[str, Any]:
    """What one content's pages say, as plain values; of things and garbled text, by page."""
    said: list[dict[str, Any]] = []
    described: dict[str, Any] = {}
    garbled: dict[str, str] = {}
    for page, readings in sorted(pages.items()):
        own = inside(readings, "text")
        if some := things.describe(own):
            described[str(page)] = list(map(asdict, some))
        if why := sanity.garbled(own):
            garbled[str(page)] = why
        for layer in LAYERS:
            found = mentions.find_all(inside(readings, layer))
            said += (asdict(Said(page, layer, mention)) for mention in found)
    return {"said": said, "things": described, "garbled": garbled}


def heard(found: Mapping[str, Any]) -> Heard:
    return Heard(
        [Said(row["page"], row["layer"], Mention(**row["mention"])) for row in found["said"]],
        {int(page): [Thing(**one) for one in some] for page, some in found["things"].items()},
        {int(page): why for page, why in found["garbled"].items()},
    )
