"""CASE/UCO: investigations as JSON-LD, with provenance records and who did what with them.

The file's text is a page as it stands. Each investigative action is a row for each exhibit that it
began with or ended in, so that such a file is read as the custody log that it also is. Names are
told by their last part, whatever prefixes a file declares for them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kyles import encoding
from kyles.formats import Page, Part, Row, Trouble
from kyles.model import Layer, Reading, State

NAME = "CASE/UCO"
MEDIA_TYPE = "application/ld+json"

HEADER = ("Item No.", "Description", "Action", "Date and time", "Released by", "Received by",
          "Location", "Purpose", "Authorized by", "Seal", "Quantity")  # fmt: skip
DEEPEST = 60  # brackets inside brackets
_OURS = re.compile(rb"caseontology\.org|unifiedcyberontology\.org")
_UUID = re.compile(r"-([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")

Node = Mapping[str, Any]


def claims(head: bytes, name: str) -> int:
    """3 for JSON that names an ontology of CASE or UCO at its head, 1 by the suffix."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _OURS.search(head):
        return 3
    return int(name.lower().endswith(".jsonld"))


def read(path: Path) -> Iterator[Part]:
    """The text as a page, then a row for each exhibit of each action."""
    text = encoding.lines(encoding.decode(path.read_bytes()))
    if not text:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    yield Page((Reading(Layer.TEXT, text, "kyles-text"),))
    try:
        told = json.loads(text)
        nodes = {str(one.get("@id", at)): one for at, one in enumerate(_nodes(told, 0))}
    except (ValueError, RecursionError):
        yield Trouble(State.PARTIAL, "it is no JSON that can be read; its text was kept")
        return
    rows = [row for row in _rows(nodes) if row[0]]
    for number, cells in enumerate([HEADER, *rows] if rows else [], 1):
        yield Row("", number, cells)


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects with a type, wherever they stand, each with its properties by their last part."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield {_last(key): inner for key, inner in value.items()}
        for inner in value.values():
            yield from _nodes(inner, depth + 1)


def _last(name: str) -> str:
    return name if name.startswith("@") else re.split(r"[:/#]", name)[-1]


def _rows(nodes: Mapping[str, Node]) -> Iterator[tuple[str, ...]]:
    told: set[str] = set()
    for one in nodes.values():
        if _is(one, "InvestigativeAction"):
            for key in dict.fromkeys([*_ids(one.get("object")), *_ids(one.get("result"))]):
                record = nodes.get(key, {})
                if _is(record, "ProvenanceRecord"):
                    told.add(key)
                    yield _row(record, one, nodes)
    for key, one in nodes.items():
        if _is(one, "ProvenanceRecord") and key not in told:
            yield _row(one, {}, nodes)


def _is(node: Node, kind: str) -> bool:
    types = node.get("@type", ())
    return kind in map(_last, [types] if isinstance(types, str) else map(str, types))


def _ids(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and "@id" in one:
            yield str(one["@id"])


def _row(record: Node, action: Node, nodes: Mapping[str, Node]) -> tuple[str, ...]:
    return (
        _text(record.get("exhibitNumber")), _text(record.get("description")),
        _text(action.get("name")), _text(action.get("startTime")),
        _named(action.get("participant"), nodes), _named(action.get("performer"), nodes),
        _named(action.get("location"), nodes), _text(action.get("description")),
        _text(action.get("authorizedBy")), _text(action.get("seal")),
        _text(action.get("quantity")),
    )  # fmt: skip


def _text(value: Any) -> str:
    """A literal, however it is written; "" for anything else."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        value = value.get("@value", "")
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _named(value: Any, nodes: Mapping[str, Node]) -> str:
    """Who or what is referred to: by name, or by what its identifier says where it has none."""
    found = (_text(nodes.get(key, {}).get("name")) or _short(key) for key in _ids(value))
    return "; ".join(found)


def _short(key: str) -> str:
    return _UUID.sub(r" \1", re.split(r"[:/#]", key)[-1]).replace("_", " ").replace("-", " ")
