"""What a user says of what is added, and what the adding came to."""

from collections import Counter
from dataclasses import dataclass, field, replace

from kyles.errors import Refused
from kyles.intake import identity
from kyles.intake.known import Known
from kyles.model import Side, Source, State, Volume
from kyles.model.item import NOT_READ
from kyles.store import Store


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added, as the user said it. Either a holder, or defendants and perhaps a date."""

    holder: str | None = None
    defendants: tuple[str, ...] = ()
    on: str | None = None
    incident: str | None = None
    defendant: str | None = None
    restricted: bool = False
    written: str | None = None  # when its documents were written: 2024-07
    columns: dict[str, str] = field(default_factory=dict)  # of a list: our name -> its column

    @property
    def side(self) -> Side:
        return Side.PRODUCED if self.defendants else Side.HELD


@dataclass(slots=True)
class Added:
    """What an addition came to; `states` counts every item of the source as it now stands."""

    source: Source
    files: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    states: Counter[State] = field(default_factory=Counter)
    trouble: list[tuple[str, State, str]] = field(default_factory=list)  # path, state, reason

    @property
    def items(self) -> int:
        return sum(self.states.values())

    @property
    def unread(self) -> int:
        return sum(self.states[state] for state in NOT_READ)


def as_said_before(now: Source, before: Source | None) -> Source:
    """A source with what was said of it before, where nothing else is said now."""
    if before is None:
        return now
    return replace(now, incident=now.incident or before.incident,
                   defendant=now.defendant or before.defendant,
                   written=now.written or before.written)  # fmt: skip


def restricted(addition: Addition, known: Known, store: Store) -> bool:
    """Whether only hashes are kept: as asked, or as it was added before.

    Raises Refused where bytes of the folder are kept already.
    """
    own = [item.version for item in known.items.values()]
    if addition.restricted and any(
        one.state is not State.RESTRICTED and one.sha256 and store.blobs.has(one.sha256)
        for one in own
    ):
        raise Refused(
            "This was added before without --restricted, and its bytes are kept.",
            hint="Give restricted material a folder of its own; nothing was changed.",
        )
    return addition.restricted or any(one.state is State.RESTRICTED for one in own)


def source_of(name: str, addition: Addition) -> tuple[Source, Volume | None]:
    """The source of an addition, and the volume if it was given to somebody."""
    if addition.side is Side.HELD:
        owner = addition.holder or ""
        key = identity.source_id(Side.HELD, owner, name)
        return Source(key, Side.HELD, name, owner, None, addition.incident,
                      addition.defendant, addition.written), None  # fmt: skip
    volume = identity.volume_id(name, addition.defendants)
    key = identity.source_id(Side.PRODUCED, volume, name)
    source = Source(key, Side.PRODUCED, name, None, volume, addition.incident, None,
                    addition.written)  # fmt: skip
    return source, Volume(volume, name, addition.defendants, addition.on, key)
