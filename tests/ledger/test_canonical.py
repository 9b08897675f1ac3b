"""Whatever way is taken, the bytes are those of RFC 8785, and so is what is refused."""

from enum import StrEnum

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kyles.ledger.canonical import DEEPEST, LARGEST, canonical, each

leaves = (
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | st.text()
    | st.text(st.characters(categories=("Cc", "Cs", "Zl", "Zp")), max_size=4)
)  # fmt: skip
keys = st.text(st.characters(max_codepoint=127)) | st.text()
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(keys, inner, max_size=5)
    ),
    max_leaves=12,
)


def outcome(write, value):
    try:
        return write(value)
    except (ValueError, TypeError) as error:
        return type(error)


@given(values)
def test_the_bytes_are_those_of_the_standard(value):
    assert outcome(canonical, value) == outcome(rfc8785.dumps, value)


@given(st.lists(values, max_size=4))
def test_many_are_written_as_they_are_one_by_one(some):
    one_by_one = outcome(lambda them: [rfc8785.dumps(one) for one in them], some)
    assert outcome(each, some) == one_by_one


@given(st.dictionaries(keys, st.text() | st.integers(-LARGEST, LARGEST) | st.none()))
def test_a_line_is_one_value(value):
    assert each([value, value]) == [rfc8785.dumps(value)] * 2


def test_what_is_very_deep_is_left_to_the_reference():
    deep = "x"
    for _ in range(DEEPEST + 1):
        deep = [deep]
    assert canonical(deep) == rfc8785.dumps(deep)
    endless = []
    endless.append(endless)
    with pytest.raises(RecursionError):
        canonical(endless)


class Word(StrEnum):
    ONE = "one"


@pytest.mark.parametrize("value", [
    {1: "a"}, {None: 1}, {True: 1}, {"a": {2: 3}}, Word.ONE, {"k": Word.ONE}, {Word.ONE: 1},
    LARGEST, LARGEST + 1, -LARGEST, -LARGEST - 1, {"a": [LARGEST + 1]}, -0.0, 1e30, "\x7f\u2028",
    {"\U0001f600": 1, "\ufb33": 2, "a": 3}, {"a": "\ud800"}, [], {}, (), b"x", {"a": {1, 2}},
], ids=repr)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_reference(value):
    assert outcome(canonical, value) == outcome(rfc8785.dumps, value)
