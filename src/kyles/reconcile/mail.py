"""Mail as a family: a message is given where its body is, and everything that was attached to it.

What was attached is an item of its own, compared by itself, so that it counts wherever it was
given. A message that was produced with the same Message-ID is told: it is likely the same message.
It proves nothing of the content: the words decide.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kyles.model import Item, Role, Status
from kyles.model.coverage import Coverage, Place
from kyles.reconcile.lines import Details

__all__ = ["TOLD", "cover", "is_message", "message_ids"]

TOLD = ("message-id",)  # details that say how a message is compared
MEDIA_TYPES = ("message/rfc822", "application/vnd.ms-outlook")
BODY = "body.rtf"  # the body of an Outlook message that is rich text: a file inside it
NOT_GIVEN = (Status.NOT_DISCLOSED, Status.IN_PART, Status.UNREADABLE)


def is_message(item: Item) -> bool:
    return item.version.media_type in MEDIA_TYPES


def message_id(told: Details) -> str:
    """The Message-ID without its brackets; "" where there is none."""
    return next((value.strip().strip("<>") for name, value in told if name in TOLD), "")


def message_ids(
    produced: Iterable[Item], told: Callable[[Item], Details], place: Callable[[Item], Place]
) -> dict[str, Place]:
    """The first place of each message that was produced, by its Message-ID."""
    found: dict[str, Place] = {}
    for item in sorted(filter(is_message, produced), key=lambda one: (one.path, one.id)):
        if key := message_id(told(item)):
            found.setdefault(key, place(item))
    return found


def cover(
    held: Sequence[Item], coverage: Mapping[str, Coverage], whole: Callable[[Item], bool],
    same: Callable[[Item], Place | None],
) -> Iterator[Coverage]:  # fmt: skip
    """Held messages with what was attached to them; others that nothing changes are left out.

    `whole` says of which a copy was given as it is; `same` where one of the same Message-ID is.
    """
    families = _Families(held, dict(coverage))
    for item in sorted(filter(is_message, held), key=lambda one: (-len(one.path), one.path)):
        if not whole(item):
            yield families.judge(item, same(item))


class _Families:
    """Items with what is inside them; messages inside messages are judged first."""

    def __init__(self, held: Iterable[Item], coverage: dict[str, Coverage]) -> None:
        self.coverage = coverage
        self.inside: dict[str, list[Item]] = {}
        for item in held:
            if item.parent:
                self.inside.setdefault(item.parent, []).append(item)

    def judge(self, item: Item, same: Place | None) -> Coverage:
        own = self.coverage[item.id]
        attached = [one for one in self.inside.get(item.id, ())
                    if one.role is Role.ATTACHMENT or one.title == BODY]  # fmt: skip
        lacks = tuple(one.id for one in attached if self._status(one) in NOT_GIVEN)
        status = own.status
        if status is Status.DISCLOSED and lacks:
            status = Status.IN_PART
        elif status is Status.UNREADABLE and attached and not _words(own):
            status = _together(list(map(self._status, attached)))
        told = replace(own, status=status, lacks=lacks, same_id=same)
        self.coverage[item.id] = told
        return told

    def _status(self, item: Item) -> Status:
        """The status of something attached; of an archive that of what is in it."""
        own, inside = self.coverage[item.id], self.inside.get(item.id)
        if own.status is Status.UNREADABLE and inside and not _words(own):
            return _together(list(map(self._status, inside)))
        return own.status


def _words(own: Coverage) -> int:
    return sum(page.words + page.boilerplate for page in own.pages)


def _together(statuses: Sequence[Status]) -> Status:
    """The status of what has no words itself: that of what it brings."""
    if all(one is statuses[0] for one in statuses):
        return statuses[0]
    given = any(one in (Status.DISCLOSED, Status.IN_PART) for one in statuses)
    return Status.IN_PART if given else Status.NOT_DISCLOSED
