"""What a drawing in an Office file says: in parts of its own, and of what a picture shows."""

from collections.abc import Iterator, Mapping

from lxml import etree

from kyles import encoding
from kyles.package import Package, Relation, value

_KINDS = ("chart", "chartEx", "diagramData")  # relations to parts whose text a drawing shows


def words(
    package: Package, relations: Mapping[str, Relation], element: etree._Element, *,
    figures: bool = True,
) -> Iterator[str]:  # fmt: skip
    """The words of the charts and diagrams that an element points to, and their figures."""
    related = (relations.get(str(key)) for key in element.attrib.values())
    for one in related:
        root = package.tree(one.target) if one and one.kind in _KINDS else None
        for text in () if root is None else root.iter("{*}t", *(["{*}v"] if figures else [])):
            yield encoding.storable(str(text.text or ""))


def described(root: etree._Element) -> Iterator[str]:
    """What somebody wrote of the pictures below an element, for people who do not see them."""
    for one in root.iter("{*}docPr", "{*}cNvPr"):
        if text := " ".join(value(one, "descr").split()):
            yield encoding.storable(text)
