"""Findings as kept: one id for ever, what ended them, what was decided and on which digest."""

import pytest

from kyles.errors import NotFound
from kyles.model import About, Finding, FindingState
from kyles.store import Store, findings


def finding(number: int, *, digest: str = "d1", subject: str = "") -> Finding:
    return Finding(subject=subject or f"item{number}", about=About("i", f"sheriff/{number}.txt"),
                   says="not found", sources=(), owed_to="Harlan", rule="held_not_disclosed",
                   priority=1, digest=digest, id=f"F-{number:04d}")  # fmt: skip


def see(store: Store, *some: Finding) -> None:
    store.record(findings.seen(one, {"says": one.says}) for one in some)


def test_a_finding_keeps_its_id_and_is_known_by_rule_subject_and_defendant(store: Store):
    see(store, finding(1), finding(2))
    kept = findings.kept(store.view())
    assert [one.id for one in kept] == ["F-0001", "F-0002"]
    assert kept[0].key == findings.key(finding(1)) == ("held_not_disclosed", "item1", "Harlan")


def test_ended_and_seen_again_in_each_view(store: Store):
    see(store, finding(1))
    store.record([findings.ended(findings.kept(store.view())[0], "no longer found")])
    see(store, finding(1, digest="d2"))
    told = [[(one.digest, one.ended) for one in findings.kept(store.view(as_of=size))]
            for size in range(1, 5)]  # fmt: skip
    assert told == [[], [("d1", "")], [("d1", "no longer found")], [("d2", "")]]


def test_decisions_bind_to_what_was_decided(store: Store):
    see(store, finding(1))
    before = store.view().size
    store.record([findings.decided("F-0001", FindingState.EXPLAINED, "a copy", "d1")])
    (one,) = findings.decisions(store.view())["F-0001"]
    assert (one.state, one.text, one.digest, one.by) == (
        FindingState.EXPLAINED, "a copy", "d1", store.who)  # fmt: skip
    assert findings.decisions(store.view(as_of=before)) == {}


@pytest.mark.parametrize("words", ["F-0031", "f-31", "31", "F-31", "0031"])
def test_one_by_any_way_to_write_its_number(store: Store, words: str):
    see(store, finding(31), finding(310))
    assert findings.one(store.view(), words).id == "F-0031"


@pytest.mark.parametrize("words", ["", "F-", "F-0", "F-0032", "x31"])
def test_no_such_finding(store: Store, words: str):
    see(store, finding(31))
    with pytest.raises(NotFound, match="no finding"):
        findings.one(store.view(), words)
