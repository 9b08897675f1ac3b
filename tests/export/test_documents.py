"""`audit --json` and `coverage --json`: the documents that scripts rely on."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.export import matter
from tests.export.words import only_of_evidence, words

from kyles.audit import Audited
from kyles.export.audit_document import audit_document
from kyles.export.coverage_document import coverage_document
from kyles.model import FindingState


def coverage(audited: Audited, *, quotes: bool = True) -> dict[str, Any]:
    return coverage_document(audited.audit, size=audited.size, root=audited.root, quotes=quotes)


def test_an_audit_has_its_parts(audited: Audited) -> None:
    told = audit_document(audited)
    assert list(told) == ["matter", "ledger", "scope", "counts", "findings", "requests"]
    assert told["ledger"] == {"size": audited.size, "root": audited.root}
    assert told["requests"] == []
    for one in told["findings"]:
        assert {"id", "rule", "priority", "about", "for", "says", "score", "state",
                "sources"} <= set(one)  # fmt: skip
        assert set(one["about"]) == {"item", "path", "holder", "incident"}
        for source in one["sources"]:
            assert set(source) == {"item", "path", "page", "reading", "start", "end", "quote"}


def test_an_audit_counts_what_it_lists(audited: Audited) -> None:
    ended = replace(audited.findings[0], state=FindingState.ENDED)
    told = audit_document(replace(audited, findings=audited.findings[1:], ended=(ended,)))
    counts = told["counts"]
    assert counts["open"] == len(audited.findings) - 1
    assert sum(counts["by_priority"].values()) == counts["open"]
    assert sum(counts["by_rule"].values()) == counts["open"]
    assert counts["by_state"] == {"ended": 1, "open": counts["open"]}
    assert len(told["findings"]) == len(audited.findings)


def test_offsets_are_those_of_the_reading(audited: Audited) -> None:
    for row in coverage(audited)["items"]:
        item = audited.audit.items[row["item"]]
        for page in row["pages"]:
            text = audited.audit.text(item, page["page"], page["reading"])
            for gap in page["missing"]:
                assert text[gap["start"] : gap["end"]] == gap["text"]
                assert gap["class"] in ("not_produced", "redacted", "redacted_logged", "differs")


def test_coverage_has_a_row_for_each_item_and_defendant(audited: Audited) -> None:
    told = coverage(audited)
    assert list(told) == ["matter", "ledger", "items"]
    assert len(told["items"]) == 6 * 2
    for row in told["items"]:
        assert list(row) == ["item", "path", "holder", "incident", "state", "defendant", "status",
                             "coverage", "pages", "missing_time", "lacks"]  # fmt: skip
        for page in row["pages"]:
            assert list(page) == ["page", "reading", "words", "covered", "boilerplate", "by",
                                  "missing", "produced"]  # fmt: skip
            for place in page["produced"]:
                assert list(place) == ["volume", "path", "page", "bates"]
    (partly,) = (row for row in told["items"] if row["status"] == "in_part")
    assert [page["produced"][0]["bates"] for page in partly["pages"] if page["produced"]] == [
        "HAR-000012", "HAR-000013",
    ]  # fmt: skip


def test_without_quotes_no_word_of_evidence_is_left(audited: Audited) -> None:
    both = audit_document(audited, quotes=False), coverage(audited, quotes=False)
    evidence = only_of_evidence(audited)
    assert evidence & words(json.dumps(audit_document(audited), ensure_ascii=False))
    assert evidence & words(json.dumps(coverage(audited), ensure_ascii=False))
    assert not evidence & words(json.dumps(both, ensure_ascii=False))


def test_the_same_files_in_another_place_give_the_same_bytes(audited: Audited, fresh: Path) -> None:
    again = replace(matter.audited(fresh), root=audited.root)
    assert json.dumps(audit_document(again)) == json.dumps(audit_document(audited))
    assert json.dumps(coverage(again)) == json.dumps(coverage(audited))
