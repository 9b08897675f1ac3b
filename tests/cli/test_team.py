"""`kyles team` and `kyles victims`: people by role and dates."""


def member(kyles, name: str, since: str):
    return kyles("team", "add", name, "--role", "lead prosecutor", "--agency", "District Attorney",
                 "--since", since)  # fmt: skip


def test_a_successor_is_answerable_for_open_duties(kyles, case, monkeypatch) -> None:
    monkeypatch.setenv("KYLES_NOW", "2024-07-11T20:00:00Z")
    assert member(kyles, "A. Poe", "2023-01-31").code == 0
    assert member(kyles, "C. Loe", "2023-03-29").code == 0
    leave = ("team", "leave", "A. Poe", "--role", "lead prosecutor", "--until", "2023-03-14")
    assert kyles(*leave).code == 0
    kyles("events", "add", "arraignment", "--on", "2024-01-31", "--defendant", "Harlan")
    (duty,) = kyles("duties", "--defendant", "Harlan", "--json").json["duties"]
    assert (duty["state"], duty["answerable"]) == ("overdue", "C. Loe")
    assert kyles("team", "--json").json["team"][0]["until"] == "2023-03-14"
    assert kyles("team", "leave", "B. Roe", "--role", "x", "--until", "2024-01-01").code == 2


def test_whoever_leaves_may_be_a_custodian_of_a_hold(kyles, case) -> None:
    member(kyles, "A. Poe", "2023-01-31")
    kyles("holds", "draft", "--to", "A. Poe", "--scope", "video")
    leave = ("team", "leave", "A. Poe", "--role", "lead prosecutor", "--until", "2024-03-14")
    ran = kyles(*leave)
    assert "kyles holds leave H-1 --custodian 'A. Poe' --on 2024-03-14 --to NAME" in ran.err
    kyles("holds", "leave", "H-1", "--custodian", "A. Poe", "--on", "2024-03-14")
    assert kyles(*leave).err == ""
