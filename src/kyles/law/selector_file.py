"""Reads lists of kinds of mentions or items, as in `[recording BODY-WORN, item]`."""

from kyles.law.jurisdiction import Selector
from kyles.law.reading import Value


def selectors(value: Value) -> tuple[Selector, ...]:
    """The kinds of a list, at least one. Raises RuleFileWrong."""
    words = [
        one.text(r"[a-z]+(?: [A-Z0-9][A-Z0-9-]*)?", "a kind, or a kind and a value in capitals")
        for one in value.items()
    ]
    if not words:
        value.fail("at least one kind")
    return tuple(Selector(kind, rest) for kind, _, rest in (word.partition(" ") for word in words))
