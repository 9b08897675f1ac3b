"""Whatever is asked that the document of the API allows, nothing breaks."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient
from tests.web.conftest import OWN, let_in

from kyles.store import items, open_matter, productions
from kyles.web.app import doors
from kyles.web.openapi import document
from kyles.web.page import Page

schemathesis = pytest.importorskip("schemathesis")
API = schemathesis.openapi.from_dict(document(doors()))


@pytest.fixture(scope="module")
def office(folder: Path) -> TestClient:
    return let_in(folder)


@pytest.fixture(scope="module")
def names(folder: Path) -> dict[str, str]:
    """Words of addresses that are there."""
    with open_matter(folder / "matter") as store:
        view = store.view()
        return {"matter": "matter", "finding": "F-0001", "number": "1",
                "item": items.one(view, "supplement_2.pdf").id,
                "volume": productions.volumes(view)[0].id}  # fmt: skip


@API.include(method="GET").parametrize()
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_that_is_asked_breaks_anything(
    case, office: TestClient, names: dict[str, str]
) -> None:
    """Words after `?` are anything; those of the address are there."""
    words = {name: names.get(name, told) for name, told in (case.path_parameters or {}).items()}
    path = case.path.format(**words)
    answer = office.get(path, params=case.query, headers=OWN)
    assert answer.status_code < 500, (path, case.query)
    if answer.status_code == 200 and path.endswith(".json"):
        assert {"title", "says", "scope", "command"} <= set(answer.json())


def test_every_address_is_told_with_each_method() -> None:
    told = document(doors())["paths"]
    for door in doors():
        for route in door.routes():
            twin = f"{route.path}.json" if isinstance(door, Page) else route.path
            path = route.path if route.path in told else twin
            methods = {one.lower() for one in route.methods} - (
                {"head"} if "GET" in route.methods else set()
            )
            assert methods <= {*told[path]}, route.path


def test_every_reference_is_there() -> None:
    told = document(doors())
    text = json.dumps(told)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in told["components"]["schemas"]
