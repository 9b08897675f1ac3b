"""`kyles civil-claims`: candidate dates from recorded acts, and what is not recorded."""

import re


def test_without_events_there_are_claims_and_no_dates(kyles, case) -> None:
    told = kyles("civil-claims", "--defendant", "Harlan", "--json").json
    assert {one["safe_suit"] for one in told["claims"]} == {None}
    assert all(need["in_the_ledger"] == [] for one in told["claims"] for need in one["needs"])


def test_an_event_of_a_codefendant_is_no_start(kyles, case) -> None:
    kyles("events", "add", "dismissal", "--on", "2024-07-12", "--defendant", "Reed")
    told = kyles("civil-claims", "--defendant", "Harlan", "--json").json
    assert all(one["notice"] == [] and one["suit"] == [] for one in told["claims"])


def test_a_time_to_sue_that_was_not_read_is_not_counted(kyles, case) -> None:
    kyles("events", "add", "dismissal", "--on", "2024-07-12", "--defendant", "Harlan")
    out = kyles("civil-claims", "--defendant", "Harlan").out
    (told,) = re.findall(r"^Intentional spoliation of evidence\n(?:  .*\n)+", out, re.MULTILINE)
    assert told.count("not stated in the rule file; attorney to research") == 2
    assert "may be sued: whoever destroyed it" in told
    assert "New Mexico Civil Rights Act [unverified]" in out
    told = kyles("civil-claims", "--defendant", "Harlan", "--json").json["claims"]
    (one,) = (one for one in told if one["claim"] == "us-nm.claim.spoliation")
    assert (one["safe_suit"], one["suit_says"]) == (
        None, "not stated in the rule file; attorney to research",
    )  # fmt: skip


def test_a_court_without_claims_says_so(kyles, case) -> None:
    ran = kyles("civil-claims", "--defendant", "Harlan", "--court", "us-tx/district")
    assert "No civil claim is in the rule file of us-tx/district; attorney to research" in ran.out
    assert "not legal advice" in ran.err
