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
from kyles.web.transfer import PART, Transfer

REF = "#/components/schemas/{name}"
COUNT = {"type": "integer", "minimum": 0}  # of bytes
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
        elif isinstance(door, Transfer):
            paths |= _transfer(door)
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


def _transfer(door: Transfer) -> dict[str, Any]:
    """A file is announced, asked for how far it came, and sent from there on (tus 1.0)."""
    offset = {"Upload-Offset": {"schema": COUNT}}
    place = {"Location": {"schema": {"type": "string"}}}
    announced = {"201": _headed("It may be sent.", {**offset, **place}),
                 "413": {"description": "Files as large as that are not taken."}}  # fmt: skip
    told = {"200": _headed("So far it came.", {**offset, "Upload-Length": {"schema": COUNT}})}
    sent = {"204": _headed("So far it came.", offset),
            "409": {"description": "It came to another place than that."},
            "415": {"description": f"A part is {PART}."},
            "423": {"description": "Somebody else is sending it."}}  # fmt: skip
    part = {PART: {"schema": {"type": "string", "format": "binary"}}}
    return {
        door.path: {"post": _step(door, "announce", announced, "Upload-Length", "Upload-Metadata")},
        f"{door.path}/{{file}}": {
            "head": _step(door, "tell", told),
            "patch": {
                **_step(door, "send", sent, "Upload-Offset"),
                "requestBody": {"content": part},
            },
        },
    }


def _step(door: Transfer, step: str, responses: dict[str, Any], *headers: str) -> dict[str, Any]:
    """One step of a transfer, and the headers that it is asked with."""
    names = [*_path_words(door), *([] if step == "announce" else ["file"])]
    return {
        "operationId": f"{door.name}_{step}",
        "summary": _first(door),
        "parameters": [
            *({"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
              for name in names),
            *({"name": name, "in": "header", "required": True,
               "schema": {"type": "string"} if name == "Upload-Metadata" else COUNT}
              for name in headers),
        ],
        "responses": {**responses, "400": REFUSED, "401": REFUSED, "403": REFUSED, "404": REFUSED},
    }  # fmt: skip


def _headed(says: str, headers: dict[str, Any]) -> dict[str, Any]:
    return {"description": says, "headers": headers}


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
