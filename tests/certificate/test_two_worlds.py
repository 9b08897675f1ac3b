"""Two worlds that differ only in what may not be known of: the other side gets the same of both.

Everything is compared that leaves: the words, the lists and their order, sizes and places in the
log, the bytes of the PDF. What is left out is what is salted or signed, of which the lengths count.
"""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.export import matter

from kyles.certificate import addendum, issue, signed_log
from kyles.certificate.issue import Files
from kyles.certificate.statement import Adopted
from kyles.intake.add import Addition, add
from kyles.model import Disclosure, Manner, Withholding
from kyles.store import Store, create, items, matters, productions
from kyles.store.certificates import Issued
from kyles.store.logs import LogOf
from kyles.verify import check

SECRET = ("informant", "zircon", "Rule 11-510")
RANDOM = re.compile(r"[0-9a-f]{16,}|[0-9A-Za-z+/]{40,}=*|\+[0-9a-f]{8}\+")  # hashes, keys, salts


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYLES_NOW", "2024-07-12T16:05:00Z")


def issued(store: Store, number: int = 1) -> Issued:
    return issue.issue(store, "Harlan", Adopted("A. Lawyer", date(2024, 7, 12), number, "late"))


def shown(files: Files) -> dict[str, Any]:
    """What the other side has in hand, with a mark in the place of all that nobody can guess."""
    told = json.loads(files.bundle)
    for each in told["manifest"]:
        assert re.fullmatch(r"[0-9a-f]{32}", each.pop("salt"))
    return {
        "bundle": RANDOM.sub("#", json.dumps(told)),
        "length": len(files.bundle),
        "pdf": files.pdf,
        "request": RANDOM.sub("#", files.request),
    }


def supplemented(store: Store) -> list[dict[str, Any]]:
    """A certificate, its addendum for the court, another act, and a supplement; both as filed."""
    first = issued(store)
    addendum.seal(store, first)
    given = items.one(store.view(), "supplement_2.pdf").id
    store.record([productions.disclosed(Disclosure(given, "Harlan", "2024-07-01", Manner.EMAIL))])
    second = issued(store, 2)
    return [shown(issue.files(store, one)) for one in (first, second)]


def test_an_item_that_may_not_be_revealed_changes_nothing(tmp_path: Path) -> None:
    seen = []
    for secret in (True, False):
        with matter.build(tmp_path / str(secret), secret=secret) as store:
            seen.append(supplemented(store))
    assert seen[0] == seen[1]
    for word in SECRET:
        assert word not in json.dumps([one["bundle"] for one in seen[0]])


def test_an_addendum_that_was_made_changes_nothing(tmp_path: Path) -> None:
    with matter.build(tmp_path, secret=True) as store:
        first = issued(store)
        before = issue.files(store, first)
        addendum.seal(store, first)
        assert issue.files(store, first) == before
        policy = signed_log.policy(store, LogOf("Harlan"))
        assert policy == json.loads(before.bundle)["policy"]


def paged(folder: Path, *, secret: bool) -> Store:
    """A document of three pages, of which the second may not be known of; or of the two others."""
    pages = [matter.SUPPLEMENT[0], matter.SECRET, matter.SUPPLEMENT[2]]
    shown_pages = pages if secret else [pages[0], pages[2]]
    matter.pdf(folder / "sheriff" / "supplement_2.pdf", shown_pages)
    matter.pdf(folder / "VOL001" / "VOL001.pdf", [pages[0], pages[2]], prefix="HAR-")
    opened = matters.opened("State v. Harlan", court="us-nm/district", zone="America/Denver",
                            defendants=("Harlan",), incidents=("21-0886",))  # fmt: skip
    store = create(folder / "matter", opened)
    add(store, folder / "sheriff", Addition(holder="County Sheriff"))
    add(store, folder / "VOL001", Addition(defendants=("Harlan",), on="2024-03-01"))
    if secret:
        held = items.one(store.view(), "sheriff/supplement_2.pdf").id
        store.record([productions.withheld(
            Withholding("", held, None, "Rule 11-510", "an informer", existence_revealed=False,
                        pages="2"))])  # fmt: skip
    return store


def test_a_page_that_may_not_be_revealed_changes_nothing(tmp_path: Path) -> None:
    seen = []
    for secret in (True, False):
        with paged(tmp_path / str(secret), secret=secret) as store:
            made = issued(store)
            seen.append(shown(issue.files(store, made)))
            told = issue.addendum_files(store, addendum.seal(store, made))
            assert check(told.bundle).holds
            assert ("Rule 11-510" in told.bundle.decode()) is secret
    assert seen[0] == seen[1]
    assert '"pages": "1-2"' in seen[0]["bundle"]
