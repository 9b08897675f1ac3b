"""The report: one file, true to the audit, without a word too many."""

import base64
import hashlib
import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from tests.export import matter
from tests.export.words import FORBIDDEN, only_of_evidence, words

from kyles.audit import Audited
from kyles.export import cards
from kyles.export.report import css_string, report
from kyles.model import FindingState


def parsed(text: str) -> etree._Element:
    return etree.fromstring(text, etree.HTMLParser())


def text_of(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def one(page: etree._Element, xpath: str) -> etree._Element:
    (found,) = page.xpath(xpath)
    return found


def test_it_is_one_file_that_loads_nothing(audited: Audited) -> None:
    page = parsed(report(audited))
    assert not page.xpath("//script | //link | //img | //iframe | //object | //form | //*[@style]")
    assert not page.xpath("//*[@src] | //@*[starts-with(name(), 'on')]")
    assert all(link.startswith("#") for link in page.xpath("//@href"))
    style = one(page, "//style").text or ""
    assert "url(" not in style
    assert "@import" not in style


def test_its_policy_allows_its_own_stylesheet_and_nothing_else(audited: Audited) -> None:
    page = parsed(report(audited))
    policy = one(page, "//meta[@http-equiv='Content-Security-Policy']").get("content") or ""
    style = (one(page, "//style").text or "").encode()
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_every_link_and_label_has_its_place(audited: Audited) -> None:
    page = parsed(report(audited))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//@href")} <= set(ids)
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_what_evidence_says_is_never_markup(audited: Audited) -> None:
    made = report(audited)
    assert "&lt;b&gt;Box&lt;/b&gt; of 24 cartridges" in made
    assert "<b>" not in made
    assert "State v. Harlan &lt;and Reed&gt;" in made
    assert "<and" not in made


def test_the_bottom_line_and_the_scope_come_first(audited: Audited) -> None:
    page = parsed(report(audited))
    first = one(page, "//main/section[1]")
    assert first.get("id") == "bottom-line"
    assert f"{len(audited.open)} findings are open" in text_of(first)
    assert "VOL001 and REED01" in text_of(first)
    assert "1 file could not be read" in text_of(first)


def test_every_finding_is_there_worst_first(audited: Audited) -> None:
    page = parsed(report(audited))
    shown = page.xpath("//article/@id")
    assert sorted(shown) == sorted(one.id for one in audited.findings)
    priority = {one.id: one.priority for one in audited.findings}
    assert [priority[key] for key in shown] == sorted(priority.values())


def test_bars_say_in_words_what_they_draw(audited: Audited) -> None:
    page = parsed(report(audited))
    titles = [text_of(title) for title in page.xpath("//section[@id='coverage']//title")]
    assert titles == [
        (
            "County Sheriff for Harlan: 6 items: 2 in full, 1 in part, 1 withheld and logged,"
            " 1 could not be read, 1 not disclosed"
        ),
        "County Sheriff for Reed: 6 items: 2 in full, 1 could not be read, 3 not disclosed",
    ]
    for chart in page.xpath("//*[@class='chart']"):
        assert sum(float(part.get("width")) for part in chart.xpath(".//rect")) == pytest.approx(
            400, abs=0.1
        )


def test_held_and_given_passages_stand_side_by_side(audited: Audited) -> None:
    page = parsed(report(audited))
    card = one(page, "//article[.//*[@class='pair']]")
    first, second = card.xpath(".//*[@class='pair']")
    missing = text_of(one(first, ".//mark[@class='not_produced']"))
    assert "Three of the cartridges appeared to match the live rounds" in missing
    given = text_of(first.xpath(".//*[@class='side']")[1])
    assert "HAR-000012" in given
    assert "words not produced" in given
    assert "shelf K-29 of the storehouse" in given
    assert "Three of the cartridges" not in given
    assert "no page has held page 2" in text_of(second)
    assert "Nothing produced" in text_of(one(second, ".//*[@class='void']"))


def test_what_could_not_be_read_has_a_state_and_a_reason(audited: Audited) -> None:
    row = text_of(one(parsed(report(audited)), "//section[@id='unread']//tbody/tr"))
    assert "sheriff/broken.pdf" in row
    assert "damaged" in row
    assert "PDFium cannot open it" in row


def test_the_foot_says_how_to_make_it_again(audited: Audited) -> None:
    foot = text_of(one(parsed(report(audited)), "//footer"))
    assert f"kyles audit --as-of {audited.size} --out report.html" in foot
    assert audited.root in foot
    bare = text_of(one(parsed(report(audited, quotes=False)), "//footer"))
    assert f"kyles audit --as-of {audited.size} --no-quotes --out report.html" in bare


def test_the_same_audit_gives_the_same_bytes(audited: Audited, fresh: Path) -> None:
    again = matter.audited(fresh)
    assert report(audited) == report(audited)
    same = replace(again, root=audited.root)
    assert report(same) == report(audited)


def test_without_quotes_no_word_of_evidence_is_left(audited: Audited) -> None:
    evidence = only_of_evidence(audited)
    assert len(evidence) > 20
    assert {"lindqvist", "storehouse", "holster"} <= evidence
    assert {"lindqvist", "storehouse", "holster"} & words(report(audited))
    shown = html.unescape(report(audited, quotes=False))
    assert not evidence & words(shown)
    assert "Revolver" not in shown


def test_a_received_production_alone_is_reported(received: Audited) -> None:
    made = report(received)
    page = parsed(made)
    assert not page.xpath("//section[@id='coverage']")
    assert "Volumes received" in text_of(one(page, "//section[@id='bottom-line']"))
    assert not only_of_evidence(received) & words(html.unescape(report(received, quotes=False)))


def test_decided_and_ended_findings_stand_apart(audited: Audited) -> None:
    first, second, *others = audited.findings
    decided = replace(first, state=FindingState.EXPLAINED, note="shown at the hearing")
    ended = replace(second, state=FindingState.ENDED, note="not found by the audit any more")
    page = parsed(report(replace(audited, findings=(decided, *others), ended=(ended,))))
    apart = text_of(one(page, "//section[@id='settled']"))
    assert "shown at the hearing" in apart
    assert second.id in apart
    assert {first.id, second.id}.isdisjoint(page.xpath("//article/@id"))


def test_asked_findings_stay_with_their_passages(audited: Audited) -> None:
    asked = replace(audited.findings[0], state=FindingState.ASKED, note="request 1 of 2024-05-01")
    page = parsed(report(replace(audited, findings=(asked, *audited.findings[1:]))))
    card = text_of(one(page, f"//article[@id='{asked.id}']"))
    assert "asked" in card
    assert "request 1 of 2024-05-01" in card


def test_thousands_of_findings_are_all_named(audited: Audited) -> None:
    """Beyond the cards, findings are rows; beyond the room for passages, a command shows them."""
    (partly,) = (one for one in audited.findings if one.rule == "partly_disclosed")
    many = tuple(replace(partly, id=f"F-{number:04d}") for number in range(1, 2001))
    made = report(replace(audited, findings=many))
    page = parsed(made)
    assert len(page.xpath("//article")) == cards.CARDS
    assert len(page.xpath("//tr[starts-with(@id, 'F-')]")) == 2000 - cards.CARDS
    assert len(page.xpath("//article[.//*[@class='pair']]")) == cards.COMPARED
    last = text_of(one(page, f"//article[@id='F-{cards.CARDS:04d}']"))
    assert f"2 passages: kyles show F-{cards.CARDS:04d}" in last
    assert len(made) < 3_000_000


def test_a_long_gap_says_how_much_is_not_shown(
    audited: Audited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "PAIRS", 1)
    page = parsed(report(audited))
    assert "and 1 more passage: kyles show" in text_of(one(page, "//article[.//*[@class='pair']]"))


def test_it_speaks_in_neutral_words(audited: Audited, received: Audited) -> None:
    for made in (audited, received):
        told = text_of(one(parsed(report(made, quotes=False)), "//body")).casefold()
        assert not [word for word in FORBIDDEN if word in told]


def test_it_prints_as_an_exhibit(audited: Audited) -> None:
    style = one(parsed(report(audited)), "//style").text or ""
    assert 'content: "Page " counter(page) " of " counter(pages)' in style
    assert re.search(r"tr, \.pair,[^}]*break-inside: avoid", style)
    assert css_string("State v. Harlan <and Reed>")[1:-1].split()[0] in style


def test_a_title_cannot_leave_its_string_in_the_stylesheet() -> None:
    told = css_string('"} </style> \\ é\n')
    assert not set('"}<>/\n') & set(told[1:-1])
    assert told.isascii()


def test_lines_run_on_where_the_margin_broke_them() -> None:
    long = "a line that goes on until the margin of its page has broken it"
    assert cards.flowed(f"HEADING\n{long}\r\n{long}") == f"HEADING\n{long} {long}"
    assert cards.flowed(f"end of one\n{long}\nshort.\nNext") == f"end of one {long} short.\nNext"
