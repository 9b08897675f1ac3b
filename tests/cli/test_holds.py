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
