"""`kyles events`: recorded, listed, taken back."""


def test_recorded_listed_and_taken_back(kyles, case) -> None:
    add = ("events", "add", "arraignment", "--on", "2024-01-31", "--defendant", "harlan")
    assert kyles(*add).out == "E-1: arraignment, 2024-01-31, Harlan.\n"
    (told,) = kyles("events", "--json").json["events"]
    assert (told["kind"], told["defendant"]) == ("arraignment", "Harlan")
    assert kyles("events", "withdraw", "E-9", "--reason", "wrong").code == 2
    assert kyles("events", "withdraw", "E-1", "--reason", " ").code == 2
    assert kyles("events", "withdraw", "E-1", "--reason", "wrong case").code == 0
    assert kyles("events", "--json").json == {"events": []}


def test_what_is_no_day_kind_or_defendant(kyles, case) -> None:
    assert kyles("events", "add", "arraignment", "--on", "soon").code == 2
    assert kyles("events", "add", "party", "--on", "2024-01-31").code == 2
    assert kyles("events", "add", "plea", "--on", "2024-01-31", "--defendant", "Poe").code == 2
