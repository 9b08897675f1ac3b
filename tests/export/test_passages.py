"""Passages side by side: every gap is shown, and nothing that was given is marked as missing."""

from tests.export import matter

from kyles.audit import Audited
from kyles.export.passages import Pair, by_page, pairs


def of_supplement(audited: Audited) -> list[Pair]:
    audit = audited.audit
    (item,) = (one for one in audit.items.values() if one.path == "sheriff/supplement_2.pdf")
    return list(pairs(audit, item, audit.coverage[item.id, "Harlan"]))


def said(pair: Pair, kind: str | None = None) -> str:
    pieces = [one.text for one in pair.held if kind is None or one.kind == kind]
    return " ".join("".join(pieces).split())


def test_every_gap_of_the_coverage_is_shown(audited: Audited) -> None:
    audit = audited.audit
    (item,) = (one for one in audit.items.values() if one.path == "sheriff/supplement_2.pdf")
    gaps = [gap for page in audit.coverage[item.id, "Harlan"].pages for gap in page.missing]
    shown = [piece for pair in of_supplement(audited) for piece in pair.held if piece.kind]
    assert [(one.kind, one.words) for one in shown] == [(one.kind, one.words) for one in gaps]


def test_missing_words_stand_between_the_words_around_them(audited: Audited) -> None:
    first, _ = of_supplement(audited)
    assert first.page == 1
    assert "Three of the cartridges appeared to match" in said(first, "not_produced")
    assert "gave the name of the supplier" in said(first, "")


def test_what_stands_there_instead_is_shown(audited: Audited) -> None:
    first, _ = of_supplement(audited)
    assert first.place is not None
    assert first.place.bates == "HAR-000012"
    given = " ".join("".join(one.text for one in first.produced).split())
    assert "gave the name of the supplier" in given
    assert "shelf K-29 of the storehouse" in given
    assert "Three of the cartridges" not in given


def test_a_page_that_was_not_given_has_no_place(audited: Audited) -> None:
    _, second = of_supplement(audited)
    assert (second.page, second.place, second.produced) == (2, None, ())
    assert "Photographs 1 to 18 were taken" in said(second)


def test_pairs_are_grouped_by_page(audited: Audited) -> None:
    grouped = by_page(of_supplement(audited))
    assert [(page, layer, len(own)) for page, layer, own in grouped] == [
        (1, "text", 1),
        (2, "text", 1),
    ]


def test_the_matter_of_these_tests_has_what_they_say() -> None:
    assert "Three of the cartridges" in matter.SUPPLEMENT[0]
    assert "Three of the cartridges" not in matter.GIVEN[0]
