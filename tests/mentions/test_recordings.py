"""Recordings, and words that say that nothing was recorded."""

import pytest

from kyles.mentions.recordings import find


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("body-worn camera video", "BODY-WORN"),
        ("BWC footage of Deputy M. Alvarez", "BODY-WORN ALVAREZ"),
        ("Det. Roe's body camera", "BODY-WORN ROE"),
        ("body-worn camera (unit X81-02)", "BODY-WORN X81-2"),
        ("body camera video of the scene", "BODY-WORN"),
        ("bodycam from March", "BODY-WORN"),
        ("dash cam video", "DASH"),
        ("the 911 call recording", "911"),
        ("a recording of the 911 call", "911"),
        ("dispatch audio", "RADIO"),
        ("the recorded interview of T. Doe", "INTERVIEW DOE"),
        ("recording of the interview", "INTERVIEW"),
        ("jail calls", "JAIL-CALL"),
        ("surveillance video", "CCTV"),
    ],
)
def test_recordings(text: str, value: str) -> None:
    assert [(one.kind, one.value, one.negated) for one in find(text)] == [
        ("recording", value, False)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "No body-worn video exists.",
        "He did not record the interview.",
        "The interview was not recorded.",
        "The body camera was not activated.",
        "There is no dash cam video",
    ],
)
def test_nothing_was_recorded(text: str) -> None:
    assert [one.negated for one in find(text)] == [True]


def test_whose_camera_it_is_belongs_to_the_mention() -> None:
    (one,) = find("I saw Det. Roe's body camera.")
    assert one.text == "Det. Roe's body camera"


@pytest.mark.parametrize("text", ["on the record interview", "video games", "a phone call"])
def test_no_recordings(text: str) -> None:
    assert list(find(text)) == []
