"""The same files give the same bytes of JSON, wherever they lie: all but the ledger's root."""

import json
from pathlib import Path
from typing import Any

from kyles.audit import audit, look
from kyles.export.audit_document import audit_document
from kyles.export.coverage_document import coverage_document
from kyles.intake.add import Addition, add
from kyles.store import Store, create, matters
from tests.export import matter


def documents(store: Store) -> tuple[str, str]:
    """What `audit --json` and `coverage --json` say, without what salts change."""
    audited = audit(store)
    view = store.view()
    coverage = coverage_document(look(view), size=view.size, root=view.root)
    return plain(audit_document(audited)), plain(coverage)


def plain(document: dict[str, Any]) -> str:
    ledger = {"size": document["ledger"]["size"]}
    return json.dumps({**document, "ledger": ledger}, ensure_ascii=False, indent=1)


def test_built_twice_in_other_places(tmp_path: Path):
    with matter.build(tmp_path / "one") as first, matter.build(tmp_path / "two" / "b") as second:
        assert documents(first) == documents(second)
        assert first.view().root != second.view().root


def test_audited_twice_appends_nothing(tmp_path: Path):
    with matter.build(tmp_path) as store:
        first = documents(store)
        size = store.view().size
        assert documents(store) == first
        assert store.view().size == size


def test_the_order_of_adding_does_not_matter(tmp_path: Path):
    matter.write(tmp_path)
    additions = [
        ("sheriff", Addition(holder="County Sheriff")),
        ("VOL001", Addition(defendants=("Harlan",), on="2024-03-01")),
        ("REED01", Addition(defendants=("Reed",), on="2024-03-08")),
    ]
    told = []
    for name, ordered in (("a", additions), ("b", additions[::-1])):
        opened = matters.opened("T", court="us-nm/district", zone="America/Denver",
                                defendants=("Harlan", "Reed"), incidents=("21-0886",))  # fmt: skip
        with create(tmp_path / name, opened) as store:
            for folder, addition in ordered:
                add(store, tmp_path / folder, addition)
            told.append(without_ids(documents(store)))
    assert told[0] == told[1]


def test_what_was_kept_to_save_time_makes_no_difference(tmp_path: Path):
    with matter.build(tmp_path) as store:
        first = documents(store)
        (kept,) = store.connection.execute("SELECT count(*) FROM derived").fetchone()
        store.connection.execute("DELETE FROM derived")
        assert kept
        assert documents(store) == first


def without_ids(documents: tuple[str, str]) -> list[Any]:
    """Findings are numbered as they are found first: that is the one thing that order decides."""
    audited, coverage = (json.loads(one) for one in documents)
    for one in (audited, coverage):
        del one["ledger"]
    for finding in audited["findings"]:
        del finding["id"]
    return [audited, coverage]
