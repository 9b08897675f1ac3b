"""The reads page: each side sees what its own people looked at, and nobody else's."""

from pathlib import Path

import pytest
from tests.web.sides import IN, Sides, desk

from kyles.web.pages import reads as page


@pytest.fixture
def sides(folder: Path, tmp_path: Path) -> Sides:
    return Sides(desk(folder, tmp_path / "desk"))


def told(client, **words: object) -> list[tuple[str, str]]:
    found = client.get(f"{IN}/reads.json", params=words).json()["reads"]
    return [(one["by"], one["address"]) for one in found if not one["address"].startswith("/reads")]


def test_each_side_sees_its_own_alone(sides: Sides) -> None:
    looking = {"office": "/findings", "sheriff": "/items", "harlan": "/search?words=cartridges",
               "reed": "/items", "court": "/withholding", "civil": "/search?words=box"}  # fmt: skip
    clients = {name: sides.enter(name) for name in looking}
    for name, address in looking.items():
        assert clients[name].get(f"{IN}{address}").status_code == 200
    assert told(clients["office"]) == [("sheriff", "/items"), ("office", "/findings")]
    for name in ("harlan", "reed", "court", "civil"):
        assert told(clients[name]) == [(name, looking[name])]
    for closed in ("sheriff", "admin"):
        assert sides.enter(closed).get(f"{IN}/reads").status_code == 404


def test_searches_can_be_asked_for(sides: Sides) -> None:
    for name in ("harlan", "office"):
        client = sides.enter(name)
        for path in ("/items", "/search?words=box", "/items?words=box"):
            client.get(IN + path)
        assert [address for _, address in told(client, kind="search")] == [
            "/items?words=box", "/search?words=box"
        ]  # fmt: skip
        html = client.get(f"{IN}/reads").text
        assert f'href="{IN}/search?words=box"' in html


def test_what_does_not_exist_and_acts_and_pictures_are_no_reads(sides: Sides) -> None:
    office = sides.enter("office")
    office.get(f"{IN}/items/nothing")
    office.post(f"{IN}/findings/F-0001/decision", data={"state": "asked", "text": "x"})
    item = office.get(f"{IN}/items.json").json()["items"][0]["item"]
    office.get(f"{IN}/items/{item}/pages/1.jpg")
    assert told(office) == [("office", "/items.json")]


def test_the_list_is_turned_page_by_page(sides: Sides, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "SHOWN", 2)
    office = sides.enter("office")
    for number in range(5):
        office.get(f"{IN}/items?words=w{number}")
    found, after = [], None
    while True:
        words = {"kind": "search"} | ({"after": after} if after is not None else {})
        answer = office.get(f"{IN}/reads.json", params=words).json()
        found += [one["address"] for one in answer["reads"]]
        after = answer["after"]
        if after is None:
            break
    assert found == [f"/items?words=w{number}" for number in range(4, -1, -1)]
