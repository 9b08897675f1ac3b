"""Nobody comes in who was not let in, under another name, or from another page."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOST, OWN, let_in

from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.guard import HEADERS
from kyles.web.sessions import Sessions
from kyles.web.viewer import Who


def _outside(folder: Path) -> tuple[TestClient, Sessions]:
    sessions = Sessions()
    made = app(Desk.at(folder), hosts=[HOST], sessions=sessions)
    return TestClient(made, base_url=f"http://{HOST}", follow_redirects=False), sessions


@pytest.mark.parametrize("path", ["/", "/matters", "/matters/matter", "/matters.json", "/nothing"])
def test_whoever_was_not_let_in_gets_one_answer(folder: Path, path: str) -> None:
    client, _ = _outside(folder)
    told = client.get(path)
    assert told.status_code == 401
    assert "Harlan" not in told.text
    assert client.get(path, params={"token": "guessed"}).status_code == 401


def test_a_token_opens_once_and_leaves_the_address(folder: Path) -> None:
    client, sessions = _outside(folder)
    token = sessions.invite(Who("A. Lawyer"))
    entered = client.get("/matters", params={"token": token, "rule": "late"})
    assert entered.status_code == 303
    assert entered.headers["location"].endswith("/matters?rule=late")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert client.get("/matters").status_code == 200
    other = TestClient(client.app, base_url=f"http://{HOST}", follow_redirects=False)
    assert other.get("/matters", params={"token": token}).status_code == 401


def test_a_used_token_does_not_lock_out_who_is_in(folder: Path) -> None:
    client, sessions = _outside(folder)
    token = sessions.invite(Who("A. Lawyer"))
    client.get("/", params={"token": token})
    assert client.get("/matters", params={"token": token}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8571", "127.0.0.1:9999", ""])
def test_another_name_is_refused(browser: TestClient, host: str) -> None:
    told = browser.get("/matters", headers={"Host": host})
    assert told.status_code == 421
    assert "Harlan" not in told.text


@pytest.mark.parametrize("headers", [
    {},
    {"Origin": "null"},
    {"Origin": "http://evil.example"},
    {"Origin": f"https://{HOST}"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Origin": f"http://{HOST}.evil.example"},
    {**OWN, "Sec-Fetch-Site": "same-site"},
    {**OWN, "Sec-Fetch-Site": "cross-site"},
    {**OWN, "Sec-Fetch-Site": "none"},
])  # fmt: skip
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_form_of_another_page_is_refused(
    browser: TestClient, method: str, headers: dict[str, str]
) -> None:
    assert browser.request(method, "/matters", headers=headers).status_code == 403


def test_a_form_of_our_own_is_let_through(browser: TestClient) -> None:
    assert browser.post("/matters", headers=OWN).status_code == 404


@pytest.mark.parametrize("path", ["/matters", "/nothing", "/static/kyles.css", "/openapi.json"])
def test_every_answer_has_the_policy(browser: TestClient, path: str) -> None:
    told = browser.get(path)
    for name, value in HEADERS.items():
        assert told.headers[name] == value
    assert "unsafe" not in told.headers["Content-Security-Policy"]


def test_pages_are_not_kept_by_a_browser_and_our_own_files_are(browser: TestClient) -> None:
    assert browser.get("/matters").headers["Cache-Control"] == "no-store"
    assert "immutable" in browser.get("/static/kyles.css").headers["Cache-Control"]


def test_what_is_not_there_and_what_one_may_not_see_have_the_same_bytes(folder: Path) -> None:
    from kyles.store.access import defense

    theirs = let_in(folder, viewer=defense("Harlan"))
    told = {
        theirs.get(path).content for path in ("/nothing", "/matters/nothing", "/matters/matter")
    }
    assert len(told) == 1
    answers = [theirs.get(path) for path in ("/matters/nothing.json", "/matters/matter.json")]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert {frozenset(one.headers.items()) for one in answers} == {
        frozenset(answers[0].headers.items())
    }
