"""`kyles duties`: from recorded events to what is owed, and how each defendant stands."""


def test_nothing_follows_from_nothing(kyles, case) -> None:
    ran = kyles("duties")
    assert "No duty follows from the recorded events" in ran.out


def test_a_duty_is_open_then_overdue(kyles, case, monkeypatch) -> None:
    kyles("events", "add", "arraignment", "--on", "2024-01-31", "--defendant", "Reed")
    for now, state in (("2024-02-14", "open"), ("2024-02-15", "overdue")):
        monkeypatch.setenv("KYLES_NOW", f"{now}T20:00:00Z")
        (duty,) = kyles("duties", "--json").json["duties"]
        assert (duty["defendant"], duty["state"], duty["safe"]) == ("Reed", state, "2024-02-14")
        assert duty["source"].startswith("https://")
        assert duty["says"] == "not legal advice"


def test_new_material_opens_a_duty_again(kyles, case) -> None:
    kyles("events", "add", "new_material", "--on", "2024-05-02", "--item", "2024-0311",
          "--defendant", "Harlan")  # fmt: skip
    duties = kyles("duties", "--json").json["duties"]
    assert {one["provision"] for one in duties} == {
        "us-nm.disclosure.continuing", "us-fed.disclosure.favorable",
    }  # fmt: skip
    assert all(len(one["open"]) == 1 for one in duties)


def test_status_and_dates_are_each_defendants_own(kyles, case) -> None:
    items = {one["path"]: one for one in kyles("duties", "--history", "--json").json["items"]}
    harlan, reed = items["sheriff/report.pdf"]["defendants"]
    assert (harlan["given_on"], reed["given_on"]) == ("2024-03-01", "2024-03-08")
    assert "report.pdf" in kyles("duties", "--history", "--defendant", "Reed").out
