"""One item: its pages as pictures or words, its facts, its family, and what was given of it."""

import zipfile
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient
from tests.export import matter
from tests.formats.annotated import annotated
from tests.web.conftest import let_in

from kyles.audit import audit
from kyles.intake.add import Addition, add
from kyles.store import Store, items
from kyles.store.access import defense

AT = "/matters/matter/items"
HOSTILE = """From: <script>alert(1)</script>
Subject: <img src=x onerror=alert(2)>
Content-Type: text/html

<html><body><script>fetch('http://evil.example')</script><p>The key is under the mat.</p>
<img src="http://evil.example/pixel.png"></body></html>
"""


def _id(store: Store, words: str) -> str:
    return items.one(store.view(), words).id


def test_every_item_has_its_page(browser: TestClient, store: Store) -> None:
    for one in items.every(store.view()):
        page = browser.get(f"{AT}/{one.id}")
        assert page.status_code == 200
        assert f"kyles show {one.id}" in page.text


def test_it_says_what_each_defendant_was_given(browser: TestClient, store: Store) -> None:
    told = browser.get(f"{AT}/{_id(store, 'supplement_2.pdf')}.json").json()
    assert told["says"].startswith("Given in part to Harlan (")
    assert told["says"].endswith("% of its words); not disclosed to Reed.")
    assert told["disclosed"][0]["given_as"] == ["HAR-000012", "HAR-000013"]
    assert [one["rule"] for one in told["findings"]] == ["owed_to_codefendant", "partly_disclosed"]


def test_a_thing_has_facts_and_how_it_was_shown(browser: TestClient, store: Store) -> None:
    told = browser.get(f"{AT}/{_id(store, '2021-1187')}.json").json()
    assert told["page"] is None
    assert {"name": "location", "value": "Vault 2",
            "source": "sheriff/inventory.csv, row 2"} in told["facts"]  # fmt: skip
    (harlan,) = [one for one in told["disclosed"] if one["defendant"] == "Harlan"]
    assert harlan["status"] == "inspected"
    assert harlan["otherwise"] == ["inspected on 2024-04-02"]


def test_documents_that_speak_of_it_are_named(tmp_path: Path) -> None:
    with matter.build(tmp_path) as store:
        (tmp_path / "notes").mkdir()
        (tmp_path / "notes" / "note.txt").write_text("I saw item 2024-0311 on shelf C-14 today.")
        add(store, tmp_path / "notes", Addition(holder="County Sheriff"))
        audit(store)
        key = _id(store, "2024-0311")
    told = let_in(tmp_path).get(f"{AT}/{key}.json").json()
    assert [(one["path"], one["page"]) for one in told["references"]] == [("notes/note.txt", 1)]
    assert "on shelf C-14" in told["references"][0]["quote"]


def test_a_passage_is_marked_where_it_stands(browser: TestClient, store: Store) -> None:
    key = _id(store, "supplement_2.pdf")
    words = {"page": 1, "start": 0, "end": 24}
    (mark,) = browser.get(f"{AT}/{key}.json", params=words).json()["page"]["marks"]
    assert mark["kind"] == "cited"
    assert mark["x"] == pytest.approx(100 * 60 / 612, abs=1)
    assert mark["y"] < 12


@pytest.mark.parametrize("words", [{"page": 99}, {"page": 0}, {"page": "x"}, {"start": -1}])
def test_pages_that_are_not_there(
    browser: TestClient, store: Store, words: dict[str, object]
) -> None:
    key = _id(store, "supplement_2.pdf")
    assert browser.get(f"{AT}/{key}", params=words).status_code in (400, 404)
    assert browser.get(f"{AT}/{key}/pages/99.jpg").status_code == 404


def test_what_cannot_be_drawn_says_why(browser: TestClient, store: Store) -> None:
    page = browser.get(f"{AT}/{_id(store, 'broken.pdf')}")
    assert "damaged" in page.text


def test_a_file_is_only_ever_downloaded(browser: TestClient, store: Store) -> None:
    told = browser.get(f"{AT}/{_id(store, 'supplement_2.pdf')}/file")
    assert told.headers["content-type"] == "application/octet-stream"
    assert told.headers["content-disposition"] == 'attachment; filename="supplement_2.pdf"'
    assert told.headers["x-content-type-options"] == "nosniff"
    assert told.content.startswith(b"%PDF-")


def test_hostile_mail_is_words_and_nothing_else(tmp_path: Path) -> None:
    with matter.build(tmp_path) as store:
        (tmp_path / "mail").mkdir()
        (tmp_path / "mail" / "a.eml").write_text(HOSTILE)
        (tmp_path / "mail" / "<b onclick=1>.txt").write_text("</p><script>alert(3)</script>")
        add(store, tmp_path / "mail", Addition(holder="County Sheriff"))
        audit(store)
        keys = [one.id for one in items.every(store.view()) if one.path.startswith("mail/")]
    browser = let_in(tmp_path)
    pages = [browser.get(f"{AT}/{key}").text for key in keys]
    pages += [browser.get(AT).text, browser.get("/matters/matter/findings").text]
    for page in pages:
        assert page.count("<script") == 2  # our own two
        assert "<img src=x" not in page
        assert "evil.example/pixel" not in page
        assert "<b onclick" not in page
    assert any("The key is under the mat." in page for page in pages)


def test_what_is_said_beside_the_words_of_a_page_is_shown(tmp_path: Path) -> None:
    marked = tmp_path / "marked"
    marked.mkdir()
    (marked / "report.pdf").write_bytes(annotated(
        "/Subtype /Text /Contents (Is <this> so?) /T (A. Ruiz)",
        "/Subtype /FreeText /Contents (not for them) /F 2",
    ))  # fmt: skip
    with matter.build(tmp_path) as store:
        add(store, marked, Addition(holder="County Sheriff"))
        item = _id(store, "marked/report.pdf")
    browser = let_in(tmp_path)
    told = browser.get(f"{AT}/{item}.json").json()["page"]
    assert told["asides"] == [
        {"kind": "comment", "words": "A. Ruiz: Is <this> so?"},
        {"kind": "hidden", "words": "not for them"},
    ]
    page = browser.get(f"{AT}/{item}").text
    assert "A. Ruiz: Is &lt;this&gt; so?" in page
    assert "Text that is not shown" in page
    assert browser.get(f"{AT}/{item}.json?reading=comment").json()["page"]["asides"] == []


def test_a_picture_is_shown_and_a_bomb_is_not(tmp_path: Path) -> None:
    with matter.build(tmp_path) as store:
        photographs = tmp_path / "photographs"
        photographs.mkdir()
        Image.new("RGB", (2000, 1000), "navy").save(photographs / "a.png")
        Image.new("1", (30_000, 30_000)).save(photographs / "bomb.png")
        with zipfile.ZipFile(photographs / "b.zip", "w") as archive:
            archive.writestr("c.txt", "words")
        add(store, photographs, Addition(holder="County Sheriff"))
        sound, bomb = _id(store, "a.png"), _id(store, "bomb.png")
    browser = let_in(tmp_path)
    told = browser.get(f"{AT}/{sound}/pages/1.jpg")
    assert told.headers["content-type"] == "image/jpeg"
    assert "immutable" in told.headers["cache-control"]
    assert browser.get(f"{AT}/{bomb}/pages/1.jpg").status_code == 404
    assert browser.get(f"{AT}/{bomb}").status_code == 200


def test_nobody_sees_an_item_through_its_picture_or_file(folder: Path, store: Store) -> None:
    theirs = let_in(folder, viewer=defense("Harlan"))
    key = _id(store, "supplement_2.pdf")
    nothing = theirs.get("/nothing").content
    for path in (f"{AT}/{key}", f"{AT}/{key}/pages/1.jpg", f"{AT}/{key}/file", f"{AT}/none"):
        assert theirs.get(path).status_code == 404
        assert theirs.get(path).content == nothing
