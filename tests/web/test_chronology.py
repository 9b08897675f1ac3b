"""The chronology: who says what happened when, each passage once, and where two disagree."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.export import matter
from tests.web.conftest import let_in

from kyles.audit import audit
from kyles.intake.add import Addition, add
from kyles.store import open_matter
from kyles.store.audited import Span
from kyles.web.pages import chronology as page
from kyles.web.strip import strip

AT = "/matters/matter/chronology"
ARTICLE = """A judge threw out the case against Dan Harlan after the office did not give what it had
of the fatal 2021 shooting on the set of his play Mesa.

On June 16, 2025, Ann Doe, the painter of Mesa, was shot and killed when a prop Harlan was holding
fired. In July the case went on.

It was on 3 March 2022 that Detective Moss said that the cart had been moved.
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A matter with an article that cannot be right twice."""
    folder = tmp_path_factory.mktemp("told")
    with matter.build(folder) as store:
        (folder / "press").mkdir()
        (folder / "press" / "article.txt").write_text(ARTICLE, "utf-8")
        add(store, folder / "press", Addition(holder="Press"))
        audit(store)
    return let_in(folder)


def _passages(document: dict[str, object]) -> list[dict[str, object]]:
    return [one for day in document["days"] for one in day["passages"]]  # type: ignore[attr-defined,index]


def test_every_passage_is_told_with_its_place(told: TestClient) -> None:
    days = told.get(f"{AT}.json").json()["days"]
    assert ("2021", "year known") in [(one["when"], one["known"]) for one in days]
    assert ("16 June 2025", "day known") in [(one["when"], one["known"]) for one in days]
    assert ("July, year open", "open") in [(one["when"], one["known"]) for one in days]
    (moss,) = [one for day in days if day["when"] == "3 March 2022" for one in day["passages"]]
    assert moss["said_by"] == "Detective Moss"
    assert "the cart had been moved" in moss["quote"]
    assert moss["undisclosed"] == ["Harlan", "Reed"]
    page = told.get(AT)
    assert page.status_code == 200
    assert f"start={moss['start']}&amp;end={moss['end']}" in page.text


def test_a_disagreement_stands_side_by_side(told: TestClient) -> None:
    document = told.get(f"{AT}.json").json()
    (conflict,) = document["conflicts"]
    quotes = [source["quote"] for source in conflict["sources"]]
    assert any("fatal 2021 shooting" in quote for quote in quotes)
    assert any("June 16, 2025" in quote for quote in quotes)
    assert document["says"].startswith("1 disagreement among ")


def test_a_time_leaves_out_the_others(told: TestClient) -> None:
    words = {"since": "2022-01-01", "until": "2022-12-31"}
    document = told.get(f"{AT}.json", params=words).json()
    assert [one["when"] for one in document["days"]] == ["3 March 2022"]
    assert told.get(f"{AT}.json", params={"since": "tomorrow"}).status_code == 400


def test_later_passages_follow(told: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    every = _passages(told.get(f"{AT}.json").json())
    monkeypatch.setattr(page, "SHOWN", 2)
    found, document = [], told.get(f"{AT}.json").json()
    while True:
        found += _passages(document)
        if document["after"] is None:
            break
        document = told.get(f"{AT}.json", params={"after": document["after"]}).json()
    assert found == every


def test_an_empty_one_is_a_page(browser: TestClient) -> None:
    assert browser.get(AT, params={"since": "2199-01-01"}).status_code == 200


DAYS = st.dates().map(lambda day: day.isoformat())
SPANS = st.lists(
    st.builds(lambda day, count, gap: Span(day, day, count, gap), DAYS,
              st.integers(1, 500), st.booleans()),
    min_size=2, max_size=60, unique_by=lambda one: one.first,
).map(lambda some: sorted(some, key=lambda one: one.first))  # fmt: skip


@given(SPANS)
def test_the_strip_counts_every_passage_and_stays_in_its_frame(spans: list[Span]) -> None:
    drawn = str(strip(spans))
    counts = [int(part.split("<")[0]) for part in drawn.split(": ")[1:]]
    assert sum(counts) == sum(one.count for one in spans)
    for part in drawn.split('<rect class="')[1:]:
        x = float(part.split(' x="')[1].split('"')[0])
        assert -2 <= x <= 1080


def test_a_strip_of_nothing_is_nothing() -> None:
    assert strip([]) == ""
    assert strip([Span("2021-01-01", "2021-12-31", 1, undisclosed=False)]) == ""


def test_the_store_gives_what_the_audit_kept(folder: Path) -> None:
    from kyles.store import audited

    with open_matter(folder / "matter") as store:
        view = store.view()
        every = audited.said(view, limit=10_000)
        assert len(every) == audited.dated(view)
        assert [place for place, _ in every] == list(range(len(every)))
        told = [one.first or "9999" for _, one in every]
        assert told == sorted(told)
