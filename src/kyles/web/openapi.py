"""The OpenAPI 3.1 document: what every door takes and answers, from its own annotations."""

import inspect
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec
from starlette.responses import Response

from kyles.web.act import Act
from kyles.web.door import Door
from kyles.web.file import File
from kyles.web.page import Page

REF = "#/components/schemas/{name}"
REFUSED = {
    "description": "Why not.",
    "content": {"application/json": {"schema": {
        "type": "object", "required": ["title", "says", "hint"],
        "properties": {name: {"type": "string"} for name in ("title", "says", "hint")},
    }}},
}  # fmt: skip


def response(doors: Iterable[Door]) -> Response:
    """The document, as it is sent."""
    return Response(_encoded(tuple(doors)), media_type="application/json")


@cache
def _encoded(doors: tuple[Door, ...]) -> bytes:
    return msgspec.json.encode(document(doors))


def document(doors: Iterable[Door]) -> dict[str, Any]:
    """The document as JSON values."""
    every = list(doors)
    pages = [one for one in every if isinstance(one, Page)]
    kinds, components = msgspec.json.schema_components(
        [one.told for one in pages], ref_template=REF
    )
    paths: dict[str, Any] = {}
    for one, kind in zip(pages, kinds, strict=True):
        paths[f"{one.path}.json"] = {"get": _operation(one, _json(kind))}
    for door in every:
        if isinstance(door, File):
            paths[door.path] = {"get": _operation(door, {"*/*": {}})}
        elif isinstance(door, Act):
            paths[door.path] = {"post": _act(door)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Kyles", "version": version("kyles")},
        "paths": paths,
        "components": {"schemas": components},
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _operation(door: Door, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": door.name,
        "summary": _first(door),
        "parameters": [_parameter(door, one) for one in _named(door)],
        "responses": {
            "200": {"description": "As asked.", "content": content},
            "400": REFUSED, "401": REFUSED, "404": REFUSED,
        },
    }  # fmt: skip


def _act(door: Act) -> dict[str, Any]:
    inside = set(_path_words(door))
    fields = {name: one for name, one in door.words.items() if name not in inside}
    form = {
        "type": "object",
        "properties": {name: _schema(one.annotation) for name, one in fields.items()},
        "required": [name for name, one in fields.items()
                     if one.default is inspect.Parameter.empty],
    }  # fmt: skip
    told = _operation(door, _json({"type": "object", "properties": {"to": {"type": "string"}}}))
    told["parameters"] = [one for one in told["parameters"] if one["in"] == "path"]
    told["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": form}}}
    told["responses"] |= {"303": {"description": "Done; where to go on."}, "403": REFUSED,
                          "409": REFUSED, "503": REFUSED}  # fmt: skip
    return told


def _first(door: Door) -> str:
    return (inspect.getdoc(door.view) or "").split("\n", 1)[0]


def _path_words(door: Door) -> list[str]:
    return re.findall(r"\{(\w+)(?::\w+)?\}", door.path)


def _named(door: Door) -> list[str]:
    return list(dict.fromkeys([*_path_words(door), *door.words]))


def _parameter(door: Door, name: str) -> dict[str, Any]:
    inside = name in _path_words(door)
    word = door.words.get(name)
    return {
        "name": name,
        "in": "path" if inside else "query",
        "required": inside or (word is not None and word.default is inspect.Parameter.empty),
        "schema": _schema(word.annotation) if word else {"type": "string"},
    }


def _schema(annotation: Any) -> dict[str, Any]:
    try:
        (schema,), components = msgspec.json.schema_components([annotation])
    except TypeError:  # an uploaded file
        return {"type": "string", "format": "binary"}
    told: dict[str, Any] = components.get(schema.get("$ref", "").rpartition("/")[2], schema)
    return told
