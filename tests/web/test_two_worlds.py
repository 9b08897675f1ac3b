"""Two worlds that differ only in what another side may not know of answer with equal bytes."""

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import let_in

from kyles.model import Item, Kind, Layer, Reading, Role, Side, State, Version, Withholding
from kyles.store import items, open_matter, productions
from kyles.store.access import ADMIN, COURT, Viewer, civil, custodian, defense
from kyles.store.readings import content, keep
from kyles.web.app import doors
from kyles.web.door import Door
from kyles.web.page import Page

SECRET = "informant"
OTHERS = [defense("Harlan"), defense("Reed"), COURT, civil(["none"]), ADMIN,
          custodian("State Crime Laboratory")]  # fmt: skip


@pytest.fixture(scope="module")
def worlds(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The matter as it is; and with one more item, which may not be revealed, and its log entry."""
    plain, other = (tmp_path_factory.mktemp("world") / "desk" for _ in range(2))
    for made in (plain, other):
        shutil.copytree(folder, made)
    told = content(
        "f" * 64, ((Reading(Layer.TEXT, f"the {SECRET} has a box of cartridges", "x"),),), ()
    )
    with open_matter(other / "matter") as store:
        first = next(one for one in items.every(store.view()) if one.side is Side.HELD)
        version = Version(1, State.OK, sha256="f" * 64, size=1, pages=1)
        hidden = Item("hidden000000", Side.HELD, Kind.DOCUMENT, Role.FILE, first.source,
                      first.holder, None, f"sheriff/{SECRET}.txt", SECRET, version)  # fmt: skip
        store.record([items.found(hidden, content=told.key)],
                     derive=lambda connection: keep(connection, [told]))  # fmt: skip
        entry = Withholding("", hidden.id, None, "Rule 11-510", SECRET, existence_revealed=False)
        store.record([productions.withheld(entry)])
    return plain, other


def addresses(client: TestClient, viewer: Viewer) -> list[str]:
    """Every page, file and item that there is, whoever may see it."""
    told = client.get("/matters/matter/items.json").json()
    known = [one["item"] for one in told.get("items", [])] + ["hidden000000", "nothing00000"]
    found = []
    for door in doors():
        if isinstance(door, Door) and door.path.count("{") <= 1:
            found.append(door.path.replace("{matter}", "matter"))
            if isinstance(door, Page):
                found.append(door.path.replace("{matter}", "matter") + ".json")
    found += [f"/matters/matter/items/{one}{end}" for one in known
              for end in ("", ".json", "/file", "/pages/1.jpg", "?page=1")]  # fmt: skip
    return found + [
        f"/matters/matter/search?words={word}" for word in (SECRET, "cartridges", "box")
    ]


@pytest.mark.parametrize("viewer", OTHERS, ids=lambda one: f"{one.role}-{one.defendant}")
def test_every_answer_is_the_same(
    worlds: tuple[Path, Path], viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are asked the same, at the same time: what a side looked at is shown to it."""
    monkeypatch.setenv("KYLES_NOW", "2030-03-01T09:00:00Z")
    plain, other = (let_in(folder, viewer=viewer) for folder in worlds)
    pages = addresses(plain, viewer)
    assert pages == addresses(other, viewer)
    assert len(pages) > 20
    for address in pages:
        ours, theirs = plain.get(address), other.get(address)
        assert ours.status_code == theirs.status_code, address
        assert _without_times(ours.content) == _without_times(theirs.content), address
        if SECRET not in address:
            assert SECRET.encode() not in theirs.content, address


def _without_times(content: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"", content)


def test_the_office_sees_the_difference(worlds: tuple[Path, Path]) -> None:
    told = let_in(worlds[1]).get("/matters/matter/search.json", params={"words": SECRET}).json()
    assert told["hits"][0]["item"] == "hidden000000"
