"""A real small matter, audited once, and somebody who looks at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.export import matter

from kyles.store import Store, open_matter
from kyles.store.access import OWNER, Viewer
from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.sessions import Sessions
from kyles.web.viewer import Who

HOST = "127.0.0.1:8571"
OWN = {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a matter in `matter` that is audited; not to be changed."""
    made = tmp_path_factory.mktemp("web")
    matter.audited(made)
    return made


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_matter(folder / "matter") as opened:
        yield opened


def let_in(folder: Path, *, viewer: Viewer = OWNER, by_password: bool = False) -> TestClient:
    """A browser that was let in to a folder's matters."""
    sessions = Sessions()
    client = TestClient(app(Desk.at(folder), hosts=[HOST], sessions=sessions),
                        base_url=f"http://{HOST}", follow_redirects=False)  # fmt: skip
    token = sessions.invite(Who("A. Lawyer", viewer, by_password=by_password))
    assert client.get("/", params={"token": token}).status_code == 303
    return client


@pytest.fixture
def browser(folder: Path) -> TestClient:
    return let_in(folder)
