"""Co-defendants: as the command tells it, for whoever is of the office in all of these matters."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import HOST, OWN, let_in
from tests.web.errand import over

from kyles.audit import look
from kyles.export.codefendants import document
from kyles.intake.add import Addition, add
from kyles.reconcile.linked import Party, linked
from kyles.store import create, matters, open_matter
from kyles.store.access import ADMIN, COURT, OWNER, custodian, defense
from kyles.store.beside import beside
from kyles.web.app import app
from kyles.web.desk import Desk
from kyles.web.sessions import Sessions
from kyles.web.viewer import Who

IN = "/matters/harlan"
REPORT = """INCIDENT REPORT
Agency case no. 21-0886

Deputy Roe photographed the cart and the holster on the bench. Technician Poe collected eleven
casings from the floor of the church building and sealed them in bag four."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two matters of one incident, and a third of another one."""
    made = tmp_path_factory.mktemp("codefendants")
    for folder in ("sheriff", "VOL001"):
        (made / "files" / folder).mkdir(parents=True)
        (made / "files" / folder / "report.txt").write_text(REPORT, "utf-8")
    for name, number in (("harlan", "21-0886"), ("reed", "21-886"), ("other", "22-4711")):
        opened = matters.opened(f"State v. {name.title()}", court="us-nm/district",
                                zone="America/Denver", defendants=(name.title(),),
                                incidents=(number,))  # fmt: skip
        create(made / "desk" / name, opened).close()
    with open_matter(made / "desk/harlan") as store:
        add(store, made / "files/sheriff", Addition(holder="Sheriff"))
    with open_matter(made / "desk/reed") as store:
        add(store, made / "files/VOL001", Addition(defendants=("Reed",), on="2024-02-20"))
    return made / "desk"


def compared(client: TestClient) -> dict:
    assert client.post(f"{IN}/codefendants/look", headers=OWN).status_code == 303
    return over(client, f"{IN}/codefendants.json", "looking")


def test_it_tells_what_the_command_tells(desk: Path) -> None:
    client = let_in(desk)
    assert client.get(f"{IN}/codefendants.json").json()["items"] == []
    told = compared(client)
    with open_matter(desk / "harlan") as store:
        here = store.view()
        with beside(here, [desk / "other", desk / "reed"]) as found:
            own, *others = [Party(look(view), view) for view in (here, *found.views)]
            expected = document(own, others, list(linked(own, others)), found.unread)
    assert [one["title"] for one in told["matters"]] == ["State v. Harlan", "State v. Reed"]
    (item,) = told["items"]
    (same,) = expected["items"]
    assert item["item"] == same["item"]
    assert item["stands"] == [{**one, "review": list(one["review"])} for one in same["defendants"]]
    assert item["differs"]
    assert told["differing"] == 1
    assert "21-0886" in told["says"]
    page = client.get(f"{IN}/codefendants?only=differ").text
    assert "Not disclosed" in page
    assert "given 20 February 2024" in page


def within(desk: Path, who: Who) -> TestClient:
    sessions = Sessions()
    client = TestClient(app(Desk.at(desk), hosts=[HOST], sessions=sessions),
                        base_url=f"http://{HOST}", follow_redirects=False)  # fmt: skip
    client.get("/", params={"token": sessions.invite(who)})
    return client


@pytest.mark.parametrize("there", [ADMIN, COURT, defense("Reed"), custodian("Sheriff")])
def test_a_matter_in_which_one_is_not_of_the_office_is_not_read(desk: Path, there) -> None:
    who = Who("A. Lawyer", ADMIN, (("harlan", OWNER), ("reed", there)))
    told = compared(within(desk, who))
    assert [one["title"] for one in told["matters"]] == ["State v. Harlan"]
    assert told["unread"] == []
    assert "Reed" not in repr(told)


def test_what_one_person_looked_up_is_shown_to_no_other(desk: Path) -> None:
    sessions = Sessions()
    made = app(Desk.at(desk), hosts=[HOST], sessions=sessions)
    both = Who("A. Lawyer", OWNER)
    one = replace(both, viewer=ADMIN, named=(("harlan", OWNER),))
    clients = []
    for who in (both, one):
        client = TestClient(made, base_url=f"http://{HOST}", follow_redirects=False)
        client.get("/", params={"token": sessions.invite(who)})
        clients.append(client)
    assert len(compared(clients[0])["matters"]) == 2
    assert clients[1].get(f"{IN}/codefendants.json").json()["matters"] == []


@pytest.mark.parametrize("viewer", [COURT, defense("Harlan"), custodian("Sheriff")])
def test_to_others_it_is_not_there(desk: Path, viewer) -> None:
    client = let_in(desk, viewer=viewer)
    assert client.get(f"{IN}/codefendants").content == client.get(f"{IN}/nothing").content
    assert client.post(f"{IN}/codefendants/look", headers=OWN).status_code == 404
