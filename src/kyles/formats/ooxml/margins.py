"""Which header and which footer stands on which page."""

from collections.abc import Iterator, Sequence

from lxml import etree

from kyles.formats.ooxml.flow import is_on
from kyles.model import Layer
from kyles.package import value, word

_LAYERS = {"headerReference": Layer.HEADER, "footerReference": Layer.FOOTER}

Place = tuple[int, Layer, str]  # page from 0, layer, id of the part


def margins(sections: Sequence[tuple[int, etree._Element]], *, even_odd: bool) -> Iterator[Place]:
    """Header and footer of every page.

    A section has those of the section before it where it does not set its own. One that is set and
    shown on no page is told on the last page of its section, so that nothing of it is lost.
    """
    first = 0
    settings: dict[tuple[str, str], str] = {}
    for last, section in sections:
        own = _references(section)
        settings |= own
        shown = set()
        for page in range(first, last + 1):
            for name, layer in _LAYERS.items():
                key = (name, _kind(section, page, is_first=page == first, even_odd=even_odd))
                if key in settings:
                    shown.add(key)
                    yield page, layer, settings[key]
        for key in own.keys() - shown:
            yield last, _LAYERS[key[0]], own[key]
        first = max(first, last + 1)


def _references(section: etree._Element) -> dict[tuple[str, str], str]:
    """The ids of a section's own headers and footers, by name and kind."""
    return {
        (word(one), value(one, "type") or "default"): value(one, "id")
        for one in section
        if word(one) in _LAYERS
    }


def _kind(section: etree._Element, page: int, *, is_first: bool, even_odd: bool) -> str:
    if is_first and is_on(section.find("{*}titlePg")):
        return "first"
    return "even" if even_odd and page % 2 else "default"
