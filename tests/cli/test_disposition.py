"""`kyles disposition`: recorded for a defendant, with its effects."""


def record(kyles, kind: str, *words: str):
    return kyles("disposition", "--defendant", "Reed", "--kind", kind, "--on", "2024-03-06", *words)


def test_a_conviction_names_provisions_to_review(kyles, case) -> None:
    (told,) = record(kyles, "convicted", "--json").json["dispositions"]
    assert told["refiling"] == ["Filing again does not arise: convicted (not legal advice)."]
    assert told["review"][0]["mark"] == "unverified"
    told = " ".join(kyles("disposition").out.split())
    assert "3.8(g), (h), unverified: its text was not read, only found at americanbar.org" in told


def test_an_acquittal_bars_filing_again(kyles, case) -> None:
    told = " ".join(record(kyles, "acquitted").out.split())
    assert "Filing again is barred: acquitted on 2024-03-06" in told


def test_the_last_one_counts(kyles, case) -> None:
    record(kyles, "pending")
    record(kyles, "convicted")
    (told,) = kyles("disposition", "--json").json["dispositions"]
    assert told["kind"] == "convicted"
    assert told["holds"].startswith("A hold stays in force")


def test_without_a_day_of_the_offense_nothing_is_counted(kyles, case) -> None:
    told = " ".join(record(kyles, "dismissed-without-prejudice").out.split())
    assert "no day of the offense is recorded" in told


def test_half_a_disposition(kyles, case) -> None:
    assert kyles("disposition", "--kind", "convicted").code == 2


def test_jeopardy_is_for_counsel_to_review_where_a_case_ended_without_conviction(kyles, case):
    (told,) = record(kyles, "dismissed-without-prejudice", "--json").json["dispositions"]
    assert [one["provision"] for one in told["review"]] == ["us-nm.jeopardy"]
    (told,) = record(kyles, "pending", "--json").json["dispositions"]
    assert told["review"] == []
