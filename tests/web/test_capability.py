"""An address is good for one thing, one stay and a while; and no other is."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.web import capability
from kyles.web.capability import LASTS, Capability, What
from kyles.web.origin import Origin

KEY = b"k" * 32
ONE = Capability("harlan", "0123456789ab", What.BODY, "a-stay", 1_000)


@given(st.builds(Capability, st.text(), st.text(), st.sampled_from(What), st.text(),
                 st.integers(1, 2**40)))  # fmt: skip
def test_what_was_sealed_is_opened_again(one: Capability) -> None:
    assert capability.opened(capability.sealed(one, KEY), KEY, at=one.until - 1) == one


def test_it_ends() -> None:
    words = capability.sealed(ONE, KEY)
    assert capability.opened(words, KEY, at=999.5) == ONE
    assert capability.opened(words, KEY, at=1_000) is None


def test_another_key_opens_nothing() -> None:
    assert capability.opened(capability.sealed(ONE, KEY), b"x" * 32, at=0) is None


@given(st.data())
def test_nothing_of_it_can_be_changed(data: st.DataObject) -> None:
    words = capability.sealed(ONE, KEY)
    at = data.draw(st.integers(0, len(words) - 1))
    sign = data.draw(st.characters(codec="ascii").filter(lambda one: one != words[at]))
    changed = words[:at] + sign + words[at + 1 :]
    assert capability.opened(changed, KEY, at=0) is None


@given(st.text())
def test_guesses_open_nothing(words: str) -> None:
    assert capability.opened(words, KEY, at=0) is None


def test_another_item_needs_another_signature() -> None:
    told, _, signature = capability.sealed(ONE, KEY).partition(".")
    padded = told + "=" * (-len(told) % 4)
    changed = json.loads(base64.urlsafe_b64decode(padded)) | {"item": "ba9876543210"}
    forged = base64.urlsafe_b64encode(json.dumps(changed).encode()).decode().rstrip("=")
    assert capability.opened(f"{forged}.{signature}", KEY, at=0) is None


@pytest.mark.parametrize("what", What)
def test_an_origin_seals_for_a_while(what: What, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KYLES_NOW", "2030-03-01T09:00:00Z")
    origin = Origin("http://localhost:8572")
    words = origin.at("harlan", "x", what, stay="s").removeprefix("http://localhost:8572/")
    named = origin.named(words)
    assert named is not None
    assert (named.item, named.what, named.stay) == ("x", what, "s")
    assert LASTS[what] <= 4 * 3600
    monkeypatch.setenv("KYLES_NOW", "2030-03-01T13:00:01Z")
    assert origin.named(words) is None
