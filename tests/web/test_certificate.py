"""Certificate: previewed and issued by the code of the command, for the office alone."""

import hashlib
import io
import shutil
from pathlib import Path

import pypdfium2
import pytest
from starlette.testclient import TestClient
from tests.export import matter
from tests.web.conftest import OWN, let_in
from tests.web.errand import over

from kyles.certificate import issue
from kyles.certificate.lists import LISTS
from kyles.store import certificates, open_matter
from kyles.store.access import COURT, custodian, defense
from kyles.verify import check

IN = "/matters/matter"
PAGE = f"{IN}/certificate.json?defendant=Harlan"


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The matter with an item whose withholding may not be revealed."""
    made = tmp_path_factory.mktemp("certificate")
    matter.audited(made, secret=True)
    return made


@pytest.fixture
def desk(secret: Path, tmp_path: Path) -> Path:
    return shutil.copytree(secret, tmp_path / "desk")


def ask(client: TestClient, act: str, **fields: str):
    return client.post(f"{IN}/certificate/{act}", headers=OWN,
                       data={"defendant": "Harlan", **fields})  # fmt: skip


def test_a_preview_is_what_would_be_issued_and_records_nothing(desk: Path) -> None:
    client = let_in(desk)
    assert client.get(PAGE).json()["preview"] is None
    with open_matter(desk / "matter") as store:
        size = store.view().size
    assert ask(client, "preview").status_code == 303
    told = over(client, PAGE, "drawing_up")["preview"]
    with open_matter(desk / "matter") as store:
        assert store.view().size == size == told["size"]
        adopted = issue.adopted(store, "Harlan", by="A. Lawyer")
        made = issue.issue(store, "Harlan", adopted).statement
    counts = made.certificate["counts"]
    assert {one["name"]: one["count"] for one in told["lists"]} == counts
    assert [one["name"] for one in told["lists"]] == list(LISTS)
    assert told["title"] == made.certificate["title"]
    entries = [one.entry["title"] for one in made.manifest if one.entry["list"] == "outstanding"]
    shown = [one["title"] for one in told["lists"][-1]["entries"]]
    assert shown == entries[: len(shown)] != []
    again = client.get(PAGE).json()
    assert again["preview"]["since"] > 0
    page = client.get(f"{IN}/certificate?defendant=Harlan").text
    assert "2024-0311: &lt;b&gt;Box&lt;/b&gt; of 24 cartridges" in page


def test_a_list_is_shown_alone(desk: Path) -> None:
    client = let_in(desk)
    ask(client, "preview")
    over(client, PAGE, "drawing_up")
    told = client.get(f"{PAGE}&list=outstanding").json()["preview"]["lists"]
    assert [one["name"] for one in told if one["entries"]] == ["outstanding"]
    assert len(told[-1]["entries"]) == told[-1]["count"]


def test_it_is_issued_and_fetched_as_it_was_filed(desk: Path) -> None:
    client = let_in(desk)
    answer = ask(client, "issue", by="M. Castellano")
    assert answer.headers["location"] == f"{IN}/certificate?defendant=Harlan"
    (filed,) = over(client, PAGE, "issuing")["filed"]
    assert (filed["number"], filed["adopted_by"]) == (1, "M. Castellano")
    pdf = client.get(f"{IN}/certificate/1.pdf", params={"defendant": "Harlan"})
    assert pdf.headers["content-disposition"] == 'attachment; filename="certificate_1_Harlan.pdf"'
    text = pypdfium2.PdfDocument(io.BytesIO(pdf.content))[0].get_textpage().get_text_bounded()
    assert filed["title"] in text
    bundle = client.get(f"{IN}/certificate/1.kyles-proof", params={"defendant": "Harlan"})
    received = ("certificate.pdf", hashlib.sha256(pdf.content).hexdigest())
    assert check(bundle.content, [received]).holds
    request = client.get(f"{IN}/certificate/1.cosign-request.txt", params={"defendant": "Harlan"})
    assert request.text.startswith("old ")
    assert "zircon" not in text
    assert b"informant" not in pdf.content + bundle.content


def test_a_supplement_says_why_it_comes_late(desk: Path) -> None:
    client = let_in(desk)
    ask(client, "issue", by="M. Castellano")
    over(client, PAGE, "issuing")
    assert ask(client, "issue", by="M. Castellano").status_code == 400
    assert ask(client, "issue", by="M. Castellano", delay="It was found late.").status_code == 303
    told = over(client, PAGE, "issuing")
    assert [one["number"] for one in told["filed"]] == [2, 1]
    assert told["filed"][0]["delay"] == "It was found late."
    assert told["number"] == 3


def test_nobody_is_certified_to_and_nobody_adopts(desk: Path) -> None:
    client = let_in(desk)
    assert ask(client, "issue", by=" ").status_code == 400
    assert ask(client, "issue", by="X", defendant="Nobody").status_code == 404
    assert client.get(f"{IN}/certificate", params={"defendant": "Nobody"}).status_code == 404
    assert client.get(f"{IN}/certificate/7.pdf", params={"defendant": "Harlan"}).status_code == 404


@pytest.mark.parametrize("viewer", [defense("Harlan"), COURT, custodian("County Sheriff")])
def test_it_is_for_the_office_alone(desk: Path, viewer) -> None:
    client = let_in(desk, viewer=viewer)
    for path in ("certificate", "certificate.json", "certificate/1.pdf?defendant=Harlan"):
        assert client.get(f"{IN}/{path}").status_code == 404
    for act in ("preview", "issue"):
        assert ask(client, act, by="X").status_code == 404
    with open_matter(desk / "matter") as store:
        assert certificates.every(store, "Harlan") == []
