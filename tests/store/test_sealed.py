"""Sealing: read with the key and where it stands, and not otherwise."""

from hypothesis import given
from hypothesis import strategies as st

from kyles.store import sealed

KEY = bytes(range(32))


@given(st.binary(max_size=500), st.binary(max_size=40))
def test_what_is_sealed_comes_back(text: bytes, about: bytes) -> None:
    told = sealed.seal(KEY, text, about=about)
    assert sealed.unsealed(KEY, told, about=about) == text
    assert len(text) < 8 or text not in told


@given(st.binary(min_size=1, max_size=100), st.data())
def test_a_changed_bit_another_key_and_another_place_are_seen(text: bytes, data) -> None:
    told = bytearray(sealed.seal(KEY, text, about=b"here"))
    assert sealed.unsealed(KEY, bytes(told), about=b"there") is None
    assert sealed.unsealed(sealed.new_key(), bytes(told), about=b"here") is None
    bit = data.draw(st.integers(0, 8 * len(told) - 1))
    told[bit // 8] ^= 1 << bit % 8
    assert sealed.unsealed(KEY, bytes(told), about=b"here") is None


@given(st.binary(max_size=20))
def test_anything_else_opens_to_nothing(told: bytes) -> None:
    assert sealed.unsealed(KEY, told, about=b"") is None


def test_keys_and_tags_are_for_one_purpose() -> None:
    assert sealed.key_for(KEY, "texts") != sealed.key_for(KEY, "tags")
    assert sealed.tag(KEY, "note") != sealed.tag(KEY, "read")
    assert sealed.tag(KEY, "note") != sealed.tag(sealed.new_key(), "note")
