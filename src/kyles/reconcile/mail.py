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
    attached: dict[str, list[Item]] = {}
    for item in held:
        if item.parent and (item.role is Role.ATTACHMENT or item.title == BODY):
            attached.setdefault(item.parent, []).append(item)
    for item in filter(is_message, held):
        if not whole(item):
            yield _family(coverage[item.id], attached.get(item.id, ()), coverage, same(item))


def _family(
    own: Coverage, attached: Sequence[Item], coverage: Mapping[str, Coverage], same: Place | None
) -> Coverage:
    lacks = tuple(one.id for one in attached if coverage[one.id].status in NOT_GIVEN)
    status = own.status
    if status is Status.DISCLOSED and lacks:
        status = Status.IN_PART
    elif status is Status.UNREADABLE and attached and not _words(own):
        statuses = [coverage[one.id].status for one in attached]
        status = _of_attachments(statuses)
    return replace(own, status=status, lacks=lacks, same_id=same)


def _words(own: Coverage) -> int:
    return sum(page.words + page.boilerplate for page in own.pages)


def _of_attachments(statuses: Sequence[Status]) -> Status:
    """The status of a message without words: that of what it brings."""
    if all(one is Status.DISCLOSED for one in statuses):
        return Status.DISCLOSED
    for one in (Status.UNREADABLE, Status.WITHHELD):
        if all(each is one for each in statuses):
            return one
    given = any(one in (Status.DISCLOSED, Status.IN_PART) for one in statuses)
    return Status.IN_PART if given else Status.NOT_DISCLOSED
