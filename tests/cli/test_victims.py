"""`kyles victims`: victims, representatives, and the notices given."""


def test_named_and_notified(kyles, case) -> None:
    assert kyles("victims", "add", "B. Roe").code == 0
    assert kyles("victims", "add", "D. Moe", "--represents", "B. Roe").code == 0
    told = ("victims", "notify", "D. Moe", "--about", "hearing", "--on", "2024-07-01")
    assert kyles(*told).code == 0
    victim, representative = kyles("victims", "--json").json["victims"]
    assert (victim["kind"], representative["represents"]) == ("victim", "B. Roe")
    assert representative["notices"] == [{"about": "hearing", "on": "2024-07-01", "by": "letter"}]
    assert kyles("victims", "notify", "X", "--about", "a", "--on", "2024-07-01").code == 2


def test_an_empty_list_says_so(kyles, case) -> None:
    ran = kyles("victims")
    assert (ran.code, ran.out) == (0, "")
    assert "No victims recorded; 'kyles victims --help' says how." in ran.err
