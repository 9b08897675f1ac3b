"""The sealed addendum: what is secret goes to the court, proven, and nowhere else."""

import json
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from tests.export import matter

from kyles.certificate import addendum, fsck, issue
from kyles.certificate.issue import Files
from kyles.certificate.statement import Adopted
from kyles.model import Withholding
from kyles.store import Store, certificates, items, logs, productions
from kyles.store.logs import LogOf
from kyles.verify import check


@pytest.fixture(params=[True, False], ids=["a secret", "none"])
def world(request, tmp_path: Path):
    with matter.build(tmp_path, secret=request.param) as store:
        yield store, request.param


def sealed(store: Store) -> tuple[Files, Files]:
    """The certificate before and the addendum after it."""
    made = issue.issue(store, "Harlan", Adopted("A. Lawyer", date(2024, 7, 12), 1))
    certificate = issue.files(store, made)
    return certificate, issue.addendum_files(store, addendum.seal(store, made))


def words_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_court_verifies_it_as_a_certificate_is_verified(world):
    store, secret = world
    certificate, made = sealed(store)
    report = check(made.bundle)
    assert report.holds, report.wrong
    (anchor,) = [each["event"] for each in json.loads(certificate.bundle)["events"]]
    (opened,) = [line for line in report.shown if line.startswith("It opens the anchor ")]
    assert opened.split()[4] == json.loads(anchor)["body"]["anchor"]
    assert [one["title"] for one in report.entries] == (["sheriff/informant.pdf"] if secret else [])
    assert ("informant.pdf" in words_of(made.pdf)) is secret
    assert "Rule 11-510" in words_of(made.pdf) or not secret


def test_the_other_side_sees_neither_it_nor_that_there_is_one(world):
    store, _ = world
    log = LogOf("Harlan")
    certificate, made = sealed(store)
    size = logs.size(store, log)
    again = issue.files(store, issue.filed(store, "Harlan"))
    assert again == certificate
    assert (logs.size(store, log), made.request) == (size, "")
    for secret in ("informant", "addendum.sealed", '"opens"'):
        assert secret.encode() not in certificate.bundle


def test_it_is_of_the_ledger_as_it_was_then_and_stays_as_made(world):
    store, secret = world
    made = issue.issue(store, "Harlan", Adopted("A. Lawyer", date(2024, 7, 12), 1))
    late = items.one(store.view(), "report.pdf").id
    store.record([productions.withheld(
        Withholding("", late, None, "Rule 1", "later", existence_revealed=False))])  # fmt: skip
    first = addendum.seal(store, made)
    assert len(first.statement.manifest) == int(secret)
    assert addendum.seal(store, made) == first
    assert certificates.addenda(store, "Harlan") == [first]
    assert list(fsck.wrong(store)) == []


def test_an_altered_one_is_named(world):
    store, _ = world
    sealed(store)
    store.connection.execute("UPDATE addendum SET pdf = ?", ("0" * 64,))
    assert any("addendum" in line for line in fsck.wrong(store))
