"""Provisions: their examples, their windows, their marks, and what a wrong file is told."""

from dataclasses import replace
from datetime import date

import pytest

from kyles import law
from kyles.law import Provision, RuleFileWrong
from kyles.law.deadline import deadlines
from kyles.law.examples import failures
from kyles.law.provision import Way
from kyles.law.rule_file import read
from kyles.model import CaseEvent, Happening

PROVISIONS = [rule for one in law.jurisdictions() for rule in one.provisions]
FILE = """\
format: kyles-rules/1
jurisdiction: us-xx
name: Example
sources:
  one: {cite: "Rule 245.10", url: "https://example.org/1", checked: 2026-11-24, level: text}
  two: {cite: "Rule 2", url: "https://example.org/2", checked: 2026-11-24, level: title-only}
counting:
  court: {holidays: US-NM, roll: next, source: one, trust: verified, verified_until: 2024-12-30}
provisions:
  - id: us-xx.notice
    title: Notice
    kind: notice
    from: 2020-01-01
    who: claimant
    start: [dismissal]
    start_disputed: [hand_over]
    within: 90 days
    counting: court
    source: one
    trust: verified
    examples:
      - {dismissal: 2024-07-12, due: 2024-10-10}
claims:
  - id: us-xx.claim.one
    title: Claim
    against: [public body]
    notice: us-xx.notice
    needs:
      - {says: an end, shown_by: [dismissal]}
    source: one
    trust: verified
bodies:
  - {kind: county, sued_as: "Board of {name}", notice_to: clerk, source: one, trust: verified}
"""


@pytest.mark.parametrize("own", law.jurisdictions(), ids=lambda one: one.id)
def test_every_example_of_a_rule_file_comes_out(own: law.Jurisdiction) -> None:
    assert list(failures(own)) == []


@pytest.mark.parametrize("rule", PROVISIONS, ids=lambda rule: f"{rule.id}-{rule.since}")
def test_a_provision_is_cited_sourced_and_marked(rule: Provision) -> None:
    assert rule.source.cite
    assert rule.source.url.startswith("http")
    assert date.fromisoformat(rule.source.checked)
    assert rule.is_settled or "unverified" in rule.cited
    assert bool(rule.period) == (rule.way in tuple(Way))


def test_new_mexico_and_federal_are_there_in_full() -> None:
    ids = {rule.id for rule in law.provisions("us-nm/district")}
    assert {
        "us-nm.disclosure.initial", "us-nm.disclosure.continuing", "us-nm.tca.notice",
        "us-nm.ncra.limitation", "us-nm.1983.limitation", "us-nm.refile.fourth-degree",
        "us-nm.retention.body-camera", "us-fed.disclosure.favorable",
        "us-fed.review.after-conviction",
    } <= ids  # fmt: skip
    assert "us-nm.disclosure.metropolitan" not in ids
    assert "us-fed.conference" not in ids
    assert "us-fed.conference" in {rule.id for rule in law.provisions("us-fed/nmd")}


def test_the_law_of_a_country_ends_at_its_border() -> None:
    assert {rule.jurisdiction for rule in law.provisions("ca/provincial")} == {"ca"}


def test_a_federal_court_keeps_the_holidays_of_its_state() -> None:
    (rule,) = (one for one in law.provisions("us-fed/nmd") if one.id == "us-fed.conference")
    assert rule.counting
    assert rule.counting.is_closed(date(2024, 11, 29))


def test_what_was_not_read_is_marked() -> None:
    known = {rule.id: rule for rule in law.provisions("us-nm/district")}
    assert known["us-nm.disclosure.initial"].cited == "Rule 5-501(A) NMRA [unverified]"
    assert known["us-nm.retention.body-camera"].mark == "unverified: from"
    assert known["us-nm.tca.notice"].is_settled


def _ends(rule: str, court: str, *events: CaseEvent, facts: tuple[str, ...] = ()) -> list[str]:
    found = deadlines((one for one in law.provisions(court) if one.id == rule), events, facts=facts)
    return [str(one.due.rolled) if one.due else one.counted for one in found]


def _event(kind: Happening, on: str) -> CaseEvent:
    return CaseEvent(f"E-{on}", kind, on)


def test_every_event_that_may_be_the_start_gives_a_date() -> None:
    events = (_event(Happening.DISMISSAL, "2024-07-12"), _event(Happening.HAND_OVER, "2024-03-06"))
    assert _ends("us-nm.tca.notice", "us-nm/district", *events) == ["2024-06-04", "2024-10-10"]


def test_no_civil_rights_claim_for_acts_before_july_2021() -> None:
    early = _event(Happening.OCCURRENCE, "2021-06-30")
    assert _ends("us-nm.ncra.limitation", "us-nm/district", early) == []


def test_custody_shortens_automatic_discovery() -> None:
    start = _event(Happening.ARRAIGNMENT, "2024-01-31")
    rule, court = "us-ny.disclosure.initial", "us-ny/criminal"
    assert _ends(rule, court, start) == ["2024-03-06"]
    assert _ends(rule, court, start, facts=("in_custody",)) == ["2024-02-20"]


@pytest.mark.parametrize(
    ("filed", "says"),
    [("2025-05-14", "all known material disclosed"), ("2025-08-07", "good faith")],
)
def test_the_day_of_filing_picks_the_text_of_the_certificate(filed: str, says: str) -> None:
    event = _event(Happening.CERTIFICATE_FILED, filed)
    rules = [one for one in law.provisions("us-ny/criminal") if one.id == "us-ny.certificate"]
    (found,) = deadlines(rules, [event])
    assert says in found.provision.lists["must_state"]


def test_service_by_mail_adds_days_that_the_safe_date_leaves_out() -> None:
    rules = [one for one in law.provisions("us-fed/nmd") if one.id == "us-fed.conference"]
    start = _event(Happening.ARRAIGNMENT, "2024-02-02")
    (plain,) = deadlines(rules, [start])
    (mailed,) = deadlines(rules, [replace(start, says="notice served by mail")])
    assert plain.due
    assert mailed.due
    assert (str(plain.due.rolled), str(mailed.due.rolled)) == ("2024-02-16", "2024-02-20")
    assert plain.due.safe == mailed.due.safe


def test_the_day_of_the_offense_picks_the_text_in_texas() -> None:
    asked = _event(Happening.DISCOVERY_REQUEST, "2014-06-02")
    rule, court = "us-tx.disclosure.request", "us-tx/district"
    old, new = (_event(Happening.OFFENSE, one) for one in ("2013-12-31", "2014-01-01"))
    assert _ends(rule, court, asked, old) == []
    assert _ends(rule, court, asked, new) == ["as soon as practicable"]


def test_a_date_carries_provision_source_and_disclaimer() -> None:
    rules = read("x.yaml", FILE).provisions
    (told,) = deadlines(rules, [_event(Happening.DISMISSAL, "2024-07-12")])
    assert told.basis == (
        "90 days from the dismissal on 2024-07-12, under Rule 245.10, read at example.org on"
        " 2026-11-24; not legal advice"
    )
    (late,) = deadlines(rules, [_event(Happening.DISMISSAL, "2024-11-01")])
    assert "; unverified: day counting after 2024-12-30; not legal advice" in late.basis


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("within: 90 days", "within: ninety days", 17, "a period such as 90 days"),
        ("within: 90 days", "within: 90 days\n    at_least: 1 year", 10, "only one of"),
        ("[dismissal]\n", "[dismisal]\n", 15, "expected 'dismissal', or another one of"),
        ("counting: court", "counting: curt", 18, "'court', or another one of court"),
        ("    counting: court\n", "", 10, "the field 'counting' in it, because it has a period"),
        ("kind: notice", "kind: notise", 12, "'notice', or another one of"),
        ("from: 2020-01-01", "from: soon", 13, "such as 2026-11-24 or the word unknown"),
        ("source: one\n    trust: verified\n    ex", "source: two\n    trust: verified\n    ex", 20,
         "expected unverified, because of Rule 2 only 'title-only' was read"),
        ("due: 2024-10-10", "applies: yes", 22, "an example with 'due'"),
        ("dismissal: 2024-07-12, ", "", 22, "at least one event with its day"),
        ("    examples:\n      - {dismissal: 2024-07-12, due: 2024-10-10}\n", "", 10,
         "the field 'examples'"),
        ("from: 2020-01-01", "from: 2020-01-01\n    until: 2019-01-01", 14, "from 2020-01-01 on"),
        ("US-NM", "US-QQ", 8, "a calendar of the package 'holidays'"),
        ("roll: next", "roll: back", 8, "next"),
        ("notice: us-xx.notice", "notice: us-xx.notise", 27, "'us-xx.notice', or another"),
        ("Board of {name}", "Board", 33, "a name with {name} in it"),
        ("    who: claimant\n", "", 10, "the field 'who' in it"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_line_field_and_what_was_expected(
    old: str, new: str, line: int, says: str
) -> None:
    assert old in FILE
    with pytest.raises(RuleFileWrong) as wrong:
        read("us_xx.yaml", FILE.replace(old, new))
    assert f"us_xx.yaml, line {line}: " in wrong.value.problems[0]
    assert says in wrong.value.problems[0]


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = FILE.replace("kind: notice", "kind: x").replace("kind: county", "kind: 7")
    with pytest.raises(RuleFileWrong) as wrong:
        read("x.yaml", text)
    assert [one.partition(":")[0] for one in wrong.value.problems] == [
        "x.yaml, line 12", "x.yaml, line 27", "x.yaml, line 33",
    ]  # fmt: skip


def test_versions_never_overlap() -> None:
    start, end = FILE.index("  - id: us-xx.notice"), FILE.index("claims:")
    with pytest.raises(RuleFileWrong, match=r"a window apart from the other us-xx.notice"):
        read("x.yaml", FILE[:end] + FILE[start:end] + FILE[end:])


def test_an_example_that_comes_out_differently_is_told_with_its_line() -> None:
    own = read("x.yaml", FILE.replace("due: 2024-10-10", "due: 2024-10-11"))
    assert list(failures(own)) == [
        (22, "the example of us-xx.notice says due: 2024-10-11; counted was 2024-10-10")
    ]


@pytest.mark.parametrize("section", ["245.10", "NO", "12:30", "1e3"])
def test_every_value_of_a_provision_is_text(section: str) -> None:
    (rule,) = read("x.yaml", FILE.replace('"Rule 245.10"', section)).provisions
    assert rule.source.cite == section


def test_a_county_is_sued_through_its_board() -> None:
    (county,) = (one for one in law.bodies("us-nm/district") if one.kind == "county")
    assert county.named("Santa Fe County") == "Board of County Commissioners of Santa Fe County"


def test_claims_name_provisions_that_are_there() -> None:
    ids = {rule.id for rule in PROVISIONS}
    for claim in law.claims("us-nm/district"):
        assert {claim.notice, claim.limitation} - {""} <= ids
        assert claim.needs
