"""The jurisdictions as they ship: complete, sourced, in neutral words."""

import re
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from kyles import law, mentions
from kyles.errors import NotFound
from kyles.law import Selector, Trust

COURTS = [court.id for one in law.jurisdictions() for court in one.courts]
RULES = [rule for one in law.jurisdictions() for rule in one.expected]
ALARMING = re.compile(
    r"hidden|suppress|violat|brady violation|guilty|must exist|fail", re.IGNORECASE
)


def test_jurisdictions() -> None:
    folder = files("kyles.law") / "jurisdictions"
    names = {one.name.removesuffix(".yaml").replace("_", "-") for one in folder.iterdir()}
    assert {one.id for one in law.jurisdictions()} == names > {"general", "us-fed", "us-nm"}
    assert law.jurisdiction("us-nm").name == "New Mexico"


def test_zones() -> None:
    assert law.zone("us-nm/district") == "America/Denver"
    assert law.zone("us-ny/criminal") == "America/New_York"


@pytest.mark.parametrize("court", COURTS)
def test_every_zone_is_one_of_iana(court: str) -> None:
    assert ZoneInfo(law.zone(court)).key == law.zone(court)


def test_an_unknown_name_says_the_nearest() -> None:
    with pytest.raises(NotFound) as wrong:
        law.zone("us-nm/distric")
    assert wrong.value.hint == "Did you mean 'us-nm/district'?"
    with pytest.raises(NotFound, match="no jurisdiction 'xx'"):
        law.jurisdiction("xx")
    with pytest.raises(NotFound):
        law.expected("general/district")


def test_own_law_comes_before_general_practice() -> None:
    ids = [one.jurisdiction for one in law.expected("us-nm/district")]
    assert ids == sorted(ids, key=lambda one: one == "general")
    assert {"us-nm", "general"} == set(ids)


def test_a_general_rule_gives_way_to_an_own_one() -> None:
    trails = {
        court: [
            one.id for one in law.expected(court) if Selector("record", "AUDIT-TRAIL") in one.expect
        ]
        for court in ("us-nm/district", "us-ny/criminal")
    }
    assert trails == {
        "us-nm/district": ["general.expected.body-camera-audit-trail"],
        "us-ny/criminal": ["us-ny.expected.body-camera-audit-trail"],
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_sourced_and_speaks_neutrally(rule: law.Expectation) -> None:
    assert rule.provision
    assert rule.source.startswith("http")
    assert rule.says.endswith(".")
    assert not ALARMING.search(rule.says)
    assert rule.is_question == (rule.trust is Trust.UNVERIFIED)
    if not rule.is_question:
        assert re.search(r"ordinarily|discoverable", rule.says)


KNOWN = """Item 2024-0311: 24 live rounds. Body-worn camera video, its audit trail.
911 call recording. dispatch audio. recorded interview. lab report. toxicology report. DNA report.
ballistics report. bench notes. GPS data. chain of custody form. evidence log. property receipt.
calibration records. disciplinary records. search warrant return. He called 911. breath test.
Miranda rights. The search warrant was executed. Detective Jane Roe will testify."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_a_rule_looks_for_is_what_mentions_find(rule: law.Expectation) -> None:
    found = [(one.kind, one.value) for one in mentions.find_all(KNOWN)]
    for selector in (*rule.when, *rule.expect):
        assert any(selector.matches(kind, value) for kind, value in found), selector


def test_a_selector_takes_whole_words() -> None:
    assert Selector("recording", "BODY-WORN").matches("recording", "BODY-WORN ROE")
    assert Selector("recording", "BODY-WORN").matches("recording", "BODY-WORN")
    assert Selector("item").matches("item", "7")
    assert not Selector("recording", "911").matches("recording", "9112")
    assert not Selector("recording", "911").matches("record", "911")
