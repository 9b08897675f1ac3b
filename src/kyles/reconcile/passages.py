"""Items and stretches of pages as findings cite them."""

from kyles.model import About, Item, Kind, Passage

QUOTE = 300  # characters of a passage that are quoted


def about(item: Item) -> About:
    """What a finding on an item is about."""
    return About(item.id, item.path, item.holder, item.incident)


def called(item: Item) -> str:
    """An item in the words of a finding: its path, or a thing's description and number."""
    if item.kind is Kind.THING:
        return f"“{item.title}”" + (f" (item {item.number})" if item.number else "")
    return item.path


def document(item: Item) -> Passage:
    """The whole of an item as a source."""
    return Passage(item.id, item.path, quote=item.title if item.kind is Kind.THING else "")


def passage(item: Item, page: int, layer: str, start: int, end: int, text: str) -> Passage:
    """A stretch of a page as a source; `text` is the page's."""
    return Passage(item.id, item.path, page, layer, start, end, shortened(text[start:end]))


def shortened(text: str) -> str:
    """A passage in one line, without the end of a long one."""
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTE else f"{flat[: QUOTE - 2].rstrip()} …"
