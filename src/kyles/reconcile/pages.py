"""The text of a page as it is compared, quoted and shown: one rule for all."""

from collections.abc import Sequence

from kyles.model.reading import CONTENT, Reading


def inside(readings: Sequence[Reading], layer: str) -> str:
    """The text of a page's readings of one kind; `text` is the page's own, whatever read it.

    Offsets in findings, coverage and `kyles show --text` count characters of this text. Of several
    readings of the page's own text the first stands (a text layer before OCR).
    """
    if layer == "text":
        own = [one.text for one in readings if one.layer in CONTENT]
        return own[0] if own else ""
    return "\n".join(one.text for one in readings if one.layer.value == layer)
