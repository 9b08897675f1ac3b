"""The overview says what the audit says, and that it is of that audit."""

import shutil
from pathlib import Path

from starlette.testclient import TestClient
from tests.web.conftest import let_in

from kyles.audit import audit
from kyles.export import bars
from kyles.model import FindingState, Status
from kyles.store import Store, findings, open_matter


def test_its_figures_are_those_of_the_audit(browser: TestClient, store: Store) -> None:
    told = browser.get("/matters/matter.json").json()
    audited = audit(store, as_of=store.view().size)
    assert told["standing"]["open"] == len(audited.open)
    assert told["absent"] == bars.total(audited.audit, (Status.NOT_DISCLOSED,))
    assert told["held"] == len({item.id for item, _ in audited.audit.owed()})
    drawn = [(one.holder, one.defendant, one.items, one.counts) for one in bars.bars(audited.audit)]
    assert [tuple(one.values()) for one in told["coverage"]] == drawn
    shown = [[one["id"], *(other["id"] for other in one["others"])] for one in told["findings"]]
    assert sorted(key for keys in shown for key in keys) == sorted(one.id for one in audited.open)
    full = (Status.DISCLOSED, Status.SERVED, Status.INSPECTED)
    assert told["given"] == bars.total(audited.audit, full)
    assert told["command"] == f"kyles audit --as-of {audited.size}"


def test_it_says_which_productions_and_what_is_newer(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "matter", tmp_path / "matter")
    browser = let_in(tmp_path)
    before = browser.get("/matters/matter.json").json()
    assert "the productions loaded here" in before["scope"]
    with open_matter(tmp_path / "matter") as store:
        first = before["findings"][0]["id"]
        one = findings.one(store.view(), first)
        store.record([findings.decided(first, FindingState.EXPLAINED, "Served", one.digest)])
    after = browser.get("/matters/matter.json").json()
    assert after["standing"]["open"] == before["standing"]["open"] - 1
    assert after["scope"].endswith("1 event after that audit is not in it.")
    assert "1 since the audit" in browser.get("/matters/matter").text


def test_without_an_audit_it_says_what_to_do(tmp_path: Path) -> None:
    from kyles.store import create, matters

    opened = matters.opened("State v. Doe", court="us-nm/district", zone="America/Denver",
                            defendants=("Doe",), incidents=())  # fmt: skip
    create(tmp_path / "matter", opened).close()
    told = let_in(tmp_path).get("/matters/matter")
    assert told.status_code == 200
    assert "run &#39;kyles audit&#39;" in told.text
