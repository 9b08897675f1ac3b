"""WordPerfect: what it says, beside the body too, and what was deleted apart."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import only, pages, states, tells_of_what_is_wrong
from tests.formats.perfect import fifth, sign, sixth, told, told_in_fifth

from kyles.formats import Part, Trouble, identify, wordperfect
from kyles.model import Layer, State

SPACE, HARD_SPACE, HYPHEN, LINE, PAGE = (bytes((one,)) for one in (128, 129, 132, 204, 199))
UNDO, DONE = bytes((241, 0, 0, 0, 241)), bytes((241, 1, 0, 0, 241))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memo.wpd"


def parts_of(path: Path, data: bytes) -> list[Part]:
    path.write_bytes(data)
    return list(wordperfect.read(path))


def test_words_spaces_and_lines_of_version_6(path):
    soft = told(208, 1)
    body = (b"TO:" + told(224, 0, b"xx") + b"A." + HARD_SPACE + b"Doe" + LINE + b"lot" + SPACE
            + b"14" + HYPHEN + b"B" + soft + b"is" + told(208, 4) + b"here")  # fmt: skip
    parts = parts_of(path, sixth(body))
    assert pages(parts, Layer.TEXT) == ["TO:\tA.\xa0Doe\nlot 14-B is\nhere"]
    assert states(parts) == []


def test_what_was_deleted_is_apart(path):
    parts = parts_of(path, sixth(b"seen" + UNDO + b"never" + DONE + b"once"))
    assert pages(parts, Layer.TEXT) == ["seenonce"]
    assert pages(parts, Layer.DELETED) == ["never"]


def test_notes_and_headers_stand_beside_the_body_of_version_6(path):
    parts = parts_of(path, sixth(b"Body", b"See" + SPACE + b"lab" + SPACE + b"report", b"Draft"))
    assert pages(parts, Layer.TEXT) == ["Body"]
    assert pages(parts, Layer.NOTE) == ["See lab report\nDraft"]


def test_a_page_that_is_ended_by_hand_is_a_page(path):
    assert pages(parts_of(path, sixth(b"one" + PAGE + b"two")), Layer.TEXT) == ["one", "two"]
    assert pages(parts_of(path, fifth(b"one\x0ctwo\x0c")), Layer.TEXT) == ["one", "two"]


def test_words_and_lines_of_version_5(path):
    body = b"The room\x0dwas" + bytes((193, *range(7), 193)) + b"locked.\x0aBy\xa0whom\xa9"
    parts = parts_of(path, fifth(body + told_in_fifth(208, b"set up") + b"?"))
    assert pages(parts, Layer.TEXT) == ["The room was\tlocked.\nBy\xa0whom-?"]
    assert states(parts) == []


@pytest.mark.parametrize(("code", "what"), [
    (213, "a header or footer"), (214, "a footnote or endnote"),
])  # fmt: skip
def test_what_is_not_read_of_version_5_is_told(path, code, what):
    parts = parts_of(path, fifth(b"Body" + told_in_fifth(code, b"words")))
    assert only(parts, Trouble) == [Trouble(State.PARTIAL, f"{what} in it is not read")]


@pytest.mark.parametrize(("number", "of", "shown"), [
    (34, 4, "\u2014"), (31, 4, "\u201d"), (41, 1, "\xe9"), (9, 1, "\u2019"), (65, 0, "A"),
])  # fmt: skip
@pytest.mark.parametrize(("file", "code"), [(sixth, 240), (fifth, 192)])
def test_characters_of_its_own_sets(path, number, of, shown, file, code):
    parts = parts_of(path, file(b"x" + sign(code, number, of) + b"y"))
    assert pages(parts, Layer.TEXT) == [f"x{shown}y"]
    assert states(parts) == []


def test_letters_below_the_usual_ones(path):
    assert pages(parts_of(path, sixth(b"caf\x0f")), Layer.TEXT) == ["caf\xe9"]


def test_a_character_that_is_not_known_is_told(path):
    parts = parts_of(path, sixth(b"x" + sign(240, 1, 9)))
    assert pages(parts, Layer.TEXT) == ["x\ufffd"]
    assert states(parts) == [State.PARTIAL]


@pytest.mark.parametrize(("data", "state"), [
    (b"", State.EMPTY), (sixth(b""), State.EMPTY), (sixth(b"x", locked=True), State.LOCKED),
    (b"\xffWPC", State.FAILED), (sixth(b"x")[:9] + b"\x01" + sixth(b"x")[10:], State.FAILED),
    (sixth(b"x" + told(208, 4)[:3]), State.PARTIAL),
    (sixth(b"x" + told(210, 4, b"y")[:9]), State.PARTIAL),
])  # fmt: skip
def test_what_cannot_be_read_says_why(path, data, state):
    assert states(parts_of(path, data)) == [state]


def test_it_is_told_by_its_mark(path):
    assert identify(sixth(b"x"), "memo.doc") is wordperfect
    assert identify(sixth(b"x")[:9] + b"\x16", "picture.wpg") is not wordperfect


@given(data=st.data())
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_raises_nothing_and_is_not_silent(path, data):
    file = data.draw(st.sampled_from((sixth(b"Body" + told(208, 4) + UNDO, b"note"),
                                      fifth(b"Body" + told_in_fifth(214, b"x")))))  # fmt: skip
    made = bytearray(file)
    for _ in range(data.draw(st.integers(1, 5))):
        made[data.draw(st.integers(4, len(made) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(made[: data.draw(st.integers(4, len(made)))])
    assert tells_of_what_is_wrong(wordperfect.read(path))
