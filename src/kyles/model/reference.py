"""Words that say a thing exists."""

from dataclasses import dataclass

from kyles.model.finding import Passage


@dataclass(frozen=True, slots=True)
class Mention:
    """One passage that names a thing; `start` and `end` are offsets in the reading it was found in.

    `kind` is one word (`item`, `exhibit`, `report`, `supplement`, `attachment`, `recording`,
    `photograph`, `file`, `bates`, `incident`, ...), `value` its normal form, equal for two mentions
    of the same thing. Where `negated`, the passage says that there is no such thing: "no body-worn
    video exists".
    """

    kind: str
    value: str
    start: int
    end: int
    text: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing that documents speak of: where they do, and the items it resolves to, if any."""

    kind: str
    value: str
    label: str  # for people: "Supplement 3 to report 23-10447"
    mentions: tuple[Passage, ...]
    items: tuple[str, ...]
