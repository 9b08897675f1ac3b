"""What a person records of an item: what each act needs, and the event that it makes."""

import re

from kyles.errors import UsageError
from kyles.model import Event, Item, Withholding
from kyles.store import acts, productions

#: To what an item may be favorable.
FAVORABLE = ("guilt", "punishment", "impeachment", "suppression")
_PAGES = re.compile(r"\s*(\d+)\s*(?:-\s*(\d+)\s*)?")


def withheld(
    item: Item, *, provision: str, reason: str, pages: str = "", defendant: str | None = None,
    existence_revealed: bool = True,
) -> Event:  # fmt: skip
    """An entry of the withholding log. Raises UsageError where it lacks words or pages."""
    if not provision.strip() or not reason.strip():
        raise UsageError("A log entry needs a provision and a reason.")
    _check_pages(pages, item)
    return productions.withheld(Withholding(
        "", item.id, defendant, provision, reason, existence_revealed, pages.replace(" ", "")
    ))  # fmt: skip


def _check_pages(pages: str, item: Item) -> None:
    """Raises UsageError for pages that are not written as they should be, or are not there."""
    for part in pages.split(",") if pages else ():
        span = _PAGES.fullmatch(part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not 0 < first <= last:
            raise UsageError(f"Pages '{pages}': write it like 2-3,5.")
        if last > item.version.pages:
            count = item.version.pages
            raise UsageError(
                f"Pages '{pages}': {item.path} has {count} page{'' if count == 1 else 's'}."
            )


def marked(item: Item, *, favorable: str, reason: str) -> Event:
    """A mark for review as potentially favorable. Raises UsageError where it lacks words."""
    if favorable not in FAVORABLE:
        raise UsageError(f"'{favorable}' is none of {', '.join(FAVORABLE)}.")
    if not reason.strip():
        raise UsageError("A mark needs a reason.")
    return acts.marked(item.id, favorable, reason)


def linked(item: Item, *, belongs: bool, reason: str = "") -> Event:
    """An answer for one item under other incidents: it comes before what is said of these."""
    return acts.linked(item.id, reason, accepted=belongs)
