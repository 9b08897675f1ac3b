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


def test_the_series_of_an_item_tells_who_had_it_and_what_was_ordered(kyles, case) -> None:
    event = ("events", "add")
    kyles(*event, "hand_over", "--on", "2024-03-06", "--item", "2024-0311", "--says", "handed in")
    kyles(*event, "discovery_order", "--on", "2024-06-03", "--says", "give all reports")
    kyles("disclose", "2024-0311", "--to", "Harlan", "--on", "2024-07-01", "--by", "served")
    items = kyles("duties", "--history", "--json").json["items"]
    (rounds,) = [one for one in items if one["path"].endswith("#2024-0311")]
    days = [one["on"] for one in rounds["series"] if one["on"]]
    assert days == sorted(days)
    told = {(one["on"], one["what"], one["who"]) for one in rounds["series"]}
    assert ("2024-03-06", "hand-over of a thing: handed in", "") in told
    assert ("2024-06-03", "discovery order: give all reports", "") in told
    assert ("2024-07-01", "provided", "to Harlan") in told
    assert any(what == "first recorded" and who.startswith("with ") for _, what, who in told)
    shown = kyles("duties", "--history").out
    assert "For counsel: culpability, prejudice, lesser sanctions." in shown
    assert "2024-07-01 provided to Harlan" in shown


def test_the_alarm_is_on_the_safe_date(kyles, tmp_path, monkeypatch) -> None:
    """30 days from 1 February 2024 end on a Saturday: safe on it, rolled to the Monday."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sheriff").mkdir()
    (tmp_path / "sheriff" / "a.txt").write_text("Deputy Roe photographed the cart.", "utf-8")
    kyles("new", "m", "--title", "State v. Harlan", "--court", "us-nm/metropolitan",
          "--defendant", "Harlan")  # fmt: skip
    kyles("add", "sheriff", "--holder", "Sheriff", "--matter", "m")
    kyles("events", "add", "arraignment", "--on", "2024-02-01", "--matter", "m")
    for now, state in (("2024-03-02", "open"), ("2024-03-03", "safe date passed"),
                       ("2024-03-05", "overdue")):  # fmt: skip
        monkeypatch.setenv("KYLES_NOW", f"{now}T20:00:00Z")
        (duty,) = kyles("duties", "--json", "--matter", "m").json["duties"]
        assert (duty["raw"], duty["rolled"], duty["safe"]) == (
            "2024-03-02", "2024-03-04", "2024-03-02",
        )  # fmt: skip
        assert duty["state"] == state
