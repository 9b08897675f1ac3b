"""The entrance: who shows the right things comes in as what one is, and sees that and no more."""

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOST, OWN

from kyles import clock
from kyles.web import entrance, passwords, totp, users
from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.passwords import Profile
from kyles.web.sessions import Sessions
from kyles.web.users import Grant, User, Users

PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(scope="session")
def kept() -> str:
    return passwords.hashed(PASSWORD, profile=Profile.PBKDF2)


@pytest.fixture
def desk(folder: Path, tmp_path: Path, kept: str) -> Path:
    """A folder with a matter of its own, and users of every role."""
    made = shutil.copytree(folder, tmp_path / "desk")
    some = Users(made / users.FILE, {})
    for name, grant in {
        "office": Grant("office"), "admin": Grant("admin"), "court": Grant("court"),
        "harlan": Grant("defense", "matter", defendant="Harlan"),
        "reed": Grant("defense", "matter", defendant="Reed"),
        "sheriff": Grant("custodian", "matter", holder="County Sheriff"),
        "civil": Grant("civil", "matter", items=("none",)),
        "elsewhere": Grant("office", "another"),
    }.items():  # fmt: skip
        some = some.put(User(name, kept, "", (grant,)))
    some.put(User("careful", kept, SECRET, (Grant("office"),)))
    return made


@pytest.fixture
def outside(desk: Path) -> TestClient:
    made = app(Desk.at(desk), hosts=[HOST], sessions=Sessions())
    return TestClient(made, base_url=f"http://{HOST}", follow_redirects=False)


def enter(client: TestClient, name: str, password: str = PASSWORD, **more: str):
    return client.post("/enter", data={"name": name, "password": password, **more}, headers=OWN)


def test_whoever_looks_is_asked_who_it_is(outside: TestClient) -> None:
    told = outside.get("/matters/matter")
    assert told.status_code == 303
    assert told.headers["location"] == "/enter?to=%2Fmatters%2Fmatter"
    page = outside.get(told.headers["location"])
    assert page.status_code == 200
    assert 'value="/matters/matter"' in page.text
    assert "Harlan" not in page.text
    assert outside.get("/matters/matter.json").status_code == 401
    assert outside.post("/leave", headers={"Origin": "http://evil.example"}).status_code == 403


def test_the_right_name_and_password_come_in_and_go_on(outside: TestClient) -> None:
    told = enter(outside, "office", to="/matters/matter/findings")
    assert told.status_code == 303
    assert told.headers["location"] == "/matters/matter/findings"
    assert "HttpOnly" in told.headers["set-cookie"]
    page = outside.get("/matters/matter/findings")
    assert page.status_code == 200
    assert "Leave" in page.text
    assert outside.post("/leave", headers=OWN).status_code == 303
    assert outside.get("/matters/matter/findings").status_code == 303


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil", "", "/enter",
                                "javascript:alert(1)", "/a\nb"])  # fmt: skip
def test_one_never_goes_on_elsewhere(outside: TestClient, to: str) -> None:
    assert enter(outside, "office", to=to).headers["location"] == "/"


def test_a_wrong_name_and_a_wrong_password_look_alike(outside: TestClient) -> None:
    answers = [enter(outside, "office", "wrong password 1"), enter(outside, "office2"),
               enter(outside, "")]  # fmt: skip
    assert {one.status_code for one in answers} == {401}
    texts = {one.text.replace('value="office2"', 'value="office"') for one in answers[:2]}
    assert len(texts) == 1
    assert all("set-cookie" not in one.headers for one in answers)


def test_guessing_has_to_wait_and_the_right_password_too(outside: TestClient) -> None:
    for _ in range(entrance.OF_A_NAME):
        assert enter(outside, "office", "wrong password 1").status_code == 401
    told = enter(outside, "office")
    assert told.status_code == 429
    assert "Wait 1 minute," in told.text
    assert enter(outside, "court").status_code == 303


def test_a_code_is_asked_for_where_it_is_set_up_and_counts_once(outside: TestClient) -> None:
    assert enter(outside, "careful").status_code == 401
    code = totp.code(SECRET, int(clock.now().timestamp()) // totp.STEP)
    assert enter(outside, "careful", code=code).status_code == 303
    assert enter(outside, "careful", code=code).status_code == 401


@pytest.mark.parametrize("name", ["admin", "elsewhere"])
def test_who_has_no_part_in_a_matter_sees_nothing_of_it(outside: TestClient, name: str) -> None:
    enter(outside, name)
    assert "State v." not in outside.get("/matters").text
    assert outside.get("/matters.json").json()["matters"] == []
    answers = [outside.get(path) for path in ("/matters/matter", "/matters/nothing")]
    assert answers[0].status_code == 404
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("name", ["harlan", "reed", "sheriff", "court", "civil"])
def test_the_office_s_own_pages_are_not_there_for_others(outside: TestClient, name: str) -> None:
    enter(outside, name)
    nothing = outside.get("/matters/matter/nothing")
    for path in ("findings", "findings.csv", "findings/F-0001", "chronology"):
        told = outside.get(f"/matters/matter/{path}")
        assert told.status_code == 404
        assert told.content == nothing.content
