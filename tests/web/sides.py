"""People of every side who come in to one matter by password."""

import shutil
from pathlib import Path

from starlette.testclient import TestClient
from tests.web.conftest import HOST, OWN

from kyles.web import passwords, users
from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.passwords import Profile
from kyles.web.sessions import Sessions
from kyles.web.users import Grant, User, Users

PASSWORD = "correct horse battery staple"
GRANTS = {
    "office": Grant("office"), "admin": Grant("admin"), "court": Grant("court"),
    "harlan": Grant("defense", "matter", defendant="Harlan"),
    "harlan clerk": Grant("defense", "matter", defendant="Harlan"),
    "reed": Grant("defense", "matter", defendant="Reed"),
    "sheriff": Grant("custodian", "matter", holder="County Sheriff"),
    "civil": Grant("civil", "matter", items=("none",)),
}  # fmt: skip
IN = "/matters/matter"


def desk(folder: Path, place: Path) -> Path:
    """A copy of a folder with a matter, and users of every side."""
    ignored = shutil.ignore_patterns("reads.db*", ".defense")  # what other tests looked at
    made = shutil.copytree(folder, place, ignore=ignored)
    some, kept = Users(made / users.FILE, {}), passwords.hashed(PASSWORD, profile=Profile.PBKDF2)
    for name, grant in GRANTS.items():
        some = some.put(User(name, kept, "", (grant,)))
    return made


class Sides:
    """A server, and a browser for each person."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = app(Desk.at(folder), hosts=[HOST], sessions=Sessions())

    def enter(self, name: str, password: str = PASSWORD) -> TestClient:
        """A new browser of somebody who came in."""
        client = TestClient(self.made, base_url=f"http://{HOST}", follow_redirects=False,
                            headers=OWN)  # fmt: skip
        answer = client.post("/enter", data={"name": name, "password": password})
        assert answer.status_code == 303, name
        return client


def notes(client: TestClient, **words: str) -> dict:
    answer = client.get(f"{IN}/notes.json", params=words)
    assert answer.status_code == 200
    return answer.json()
