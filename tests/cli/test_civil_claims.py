"""`kyles civil-claims`: candidate dates from recorded acts, and what is not recorded."""


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
    assert "Intentional spoliation of evidence: safe notice none, safe suit not counted" in out
    assert "New Mexico Civil Rights Act [unverified]" in out
