"""The words of a preservation letter: what, where, until when, and how to answer."""

from kyles.holds.letter import Letter, Running, in_words
from kyles.model.hold import Hold, HoldStep, Side, Step

STEPS = (
    HoldStep(Step.DRAFTED, "Records", "2024-07-12"),
    HoldStep(Step.DRAFTED, "Video unit", "2024-07-12"),
    HoldStep(Step.LEFT, "Records", "2024-08-01"),
    HoldStep(Step.REISSUED, "New records", "2024-08-01", "New records follows Records"),
)
HOLD = Hold(id="H-1", side=Side.SENT, scope="video", since="2021-10-21", owner="A. Counsel",
            steps=STEPS)  # fmt: skip


def letter(custodian: str, hold: Hold = HOLD, **more) -> Letter:
    return Letter(title="State v. Harlan", court="District Court, New Mexico",
                  incidents=("21-0886",), hold=hold, custodian=custodian, on="2024-08-02",
                  **more)  # fmt: skip


def words(one: Letter) -> str:
    return "\n".join(block.text for block in (*one.blocks(), *one.acknowledgement()))


def test_a_day_as_letters_have_it() -> None:
    assert in_words("2024-03-06") == "March 6, 2024"


def test_what_it_asks_for() -> None:
    told = words(letter("Video unit", items=("“camera” (item 7)",), answer_by="2024-08-09"))
    for part in ("video", "“camera” (item 7)", "from October 21, 2021 on",
                 "agency case no. 21-0886", "return it to A. Counsel by August 9, 2024",
                 "not legal advice", "the incident counts", "is no longer there"):  # fmt: skip
        assert part.casefold() in told.casefold()


def test_where_no_system_is_named_every_place_is() -> None:
    assert "property rooms" in words(letter("Video unit"))
    named = Hold(id="H-1", side=Side.SENT, scope="video", systems=("camera store",), steps=STEPS)
    told = words(letter("Video unit", named))
    assert "camera store" in told
    assert "property rooms" not in told


def test_it_is_issued_again_to_whoever_follows() -> None:
    assert "is issued again: New records follows Records." in words(letter("New records"))
    assert "issued again" not in words(letter("Video unit"))


def test_whoever_left_is_not_named_as_asked() -> None:
    blocks = [block.text for block in letter("Video unit").blocks()]
    assert blocks[blocks.index("Who else was asked") + 1 :] == ["New records"]


def test_days_of_a_clock_are_in_words_and_names_stay_as_they_are() -> None:
    clock = Running("video 2024-03-06", "kept by law until 2024-07-04")
    told = words(letter("Video unit", clocks=(clock,)))
    assert "video 2024-03-06: kept by law until July 4, 2024." in told
