"""`kyles holds`: the steps of a hold, and what is refused."""

import pytest


@pytest.fixture
def drafted(kyles, case):
    ran = kyles("holds", "draft", "--to", "Records", "--to", "Video unit", "--scope", "video")
    assert "not in force" in ran.out
    return case


def test_each_step_is_recorded(kyles, drafted) -> None:
    for word in ("send", "deliver", "remind", "escalate"):
        assert kyles("holds", word, "H-1", "--on", "2024-07-12").code == 0
    ran = kyles("holds", "acknowledge", "H-1", "--custodian", "Records", "--on", "2024-07-16")
    assert ran.code == 0
    (hold,) = kyles("holds", "--json").json["holds"]
    assert hold["state"] == "in force"
    assert hold["custodians"] == {"Records": "acknowledged", "Video unit": "escalated"}
    assert len(hold["steps"]) == 2 + 2 * 4 + 1
    assert "in force" in kyles("holds").out


def test_a_release_needs_words(kyles, drafted) -> None:
    assert kyles("holds", "release", "H-1", "--on", "2026-01-05").code == 2
    ran = kyles("holds", "release", "H-1", "--on", "2026-01-05", "--note", "case ended; A. Counsel")
    assert ran.code == 0
    (hold,) = kyles("holds", "--json").json["holds"]
    assert hold["state"] == "not in force"


@pytest.mark.parametrize(
    "words",
    [
        ("send", "H-9", "--on", "2024-07-12"),
        ("send", "H-1", "--on", "2024-07-12", "--custodian", "Nobody"),
        ("letter", "H-1", "--to", "Records", "--out", "letter.txt"),
        ("letter", "H-1", "--to", "Nobody", "--out", "letter.pdf"),
        ("calendar", "--out", "dates.txt"),
        (
            "receive",
            "none.pdf",
            "--from",
            "A",
            "--on",
            "2024-07-12",
            "--scope",
            "s",
            "--owner",
            "o",
        ),
    ],
)
def test_misuse_is_said_in_a_line(kyles, drafted, words: tuple[str, ...]) -> None:
    ran = kyles("holds", *words)
    assert ran.code == 2
    assert len(ran.err.strip().splitlines()) == 1


def test_whoever_follows_gets_the_letter_again(kyles, drafted) -> None:
    kyles("holds", "acknowledge", "H-1", "--custodian", "Records", "--on", "2024-07-16")
    ran = kyles("holds", "leave", "H-1", "--custodian", "Records", "--on", "2024-08-01",
                "--to", "New records", "--note", "phone kept in the safe")  # fmt: skip
    assert ran.code == 0
    assert "issued again to New records" in ran.out
    (hold,) = kyles("holds", "--json").json["holds"]
    assert hold["state"] == "not in force"
    assert hold["custodians"] == {
        "Records": "left", "Video unit": "drafted", "New records": "reissued",
    }  # fmt: skip
    assert kyles("holds", "letter", "H-1", "--to", "New records", "--out", "l.docx").code == 0
    assert kyles("holds", "letter", "H-1", "--to", "Records", "--out", "l.docx").code == 2
    kyles("holds", "acknowledge", "H-1", "--custodian", "New records", "--on", "2024-08-02")
    assert kyles("holds", "--json").json["holds"][0]["state"] == "in force"


def test_nobody_is_reminded_who_has_left(kyles, drafted) -> None:
    kyles("holds", "leave", "H-1", "--custodian", "Records", "--on", "2024-08-01")
    kyles("holds", "remind", "H-1", "--on", "2024-08-02")
    (hold,) = kyles("holds", "--json").json["holds"]
    assert hold["custodians"] == {"Records": "left", "Video unit": "reminded"}
    again = kyles("holds", "leave", "H-1", "--custodian", "Records", "--on", "2024-08-03")
    assert (again.code, "no custodian 'Records'" in again.err) == (2, True)
    both = kyles("holds", "leave", "H-1", "--custodian", "Video unit", "--on", "2024-08-03",
                 "--to", "Video unit")  # fmt: skip
    assert both.code == 2


def test_what_was_removed_under_an_order_is_not_named(kyles, case) -> None:
    kyles("holds", "draft", "--to", "Records", "--scope", "s", "--item", "supplement_2.pdf")
    kyles("holds", "draft", "--to", "Records", "--scope", "s", "--item", "supplement_2.pdf",
          "--item", "2024-0311")  # fmt: skip
    kyles("events", "add", "recording", "--on", "2024-03-06", "--item", "supplement_2.pdf")
    proposed = {one["item"] for one in kyles("holds", "propose", "--json").json["proposed"]}
    item = kyles("show", "supplement_2.pdf", "--json").json["item"]
    assert item in proposed
    kyles("remove", "supplement_2.pdf", "--under", "Order 1", "--kind", "sealing")
    proposed = {one["item"] for one in kyles("holds", "propose", "--json").json["proposed"]}
    assert proposed.isdisjoint({item, None})
    refused = kyles("holds", "letter", "H-1", "--to", "Records", "--out", "l.pdf")
    assert (refused.code, refused.out) == (1, "")
    assert "was removed under an order; there is nothing to preserve" in refused.err
    written = kyles("holds", "letter", "H-2", "--to", "Records", "--out", "l.pdf")
    assert written.code == 0
    assert "1 item of it removed under an order, and not named" in written.err
    for words in (
        ("holds", "draft", "--to", "R", "--scope", "s", "--item", item),
        ("events", "add", "hand_over", "--on", "2024-03-06", "--item", item),
        ("mark", item, "--favorable", "guilt", "--reason", "r"),
        ("disclose", item, "--to", "Harlan", "--on", "2024-03-06", "--by", "served"),
        ("withhold", item, "--provision", "p", "--reason", "r"),
    ):
        ran = kyles(*words)
        assert (ran.code, ran.err.count("is removed under an order")) == (1, 1)


def test_the_matter_may_be_named_before_the_act(kyles, drafted, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = kyles("holds", "--matter", drafted / "matter", "send", "H-1", "--on", "2024-07-12")
    assert ran.code == 0
