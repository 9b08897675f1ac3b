"""Items counted by kind: every one of them once, in a kind that people ask for."""

import mimetypes
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.conftest import item

from kyles.model import Item, Kind
from kyles.reconcile.counted import KINDS, kind_of


def _of(media_type: str, kind: Kind = Kind.DOCUMENT) -> Item:

    one = item("i1", "a/b", kind=kind)
    return replace(one, version=replace(one.version, media_type=media_type))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.pdf", "documents"), ("a.docx", "documents"), ("a.txt", "documents"), ("a.eml", "mail"),
     ("a.csv", "tables"), ("a.xlsx", "tables"), ("a.ods", "tables"), ("a.jpg", "pictures"),
     ("a.mp4", "recordings"), ("a.wav", "recordings"), ("a.zip", "packed files"),
     ("a.unknown", "documents")],
)  # fmt: skip
def test_a_file_is_of_the_kind_that_its_type_says(name: str, kind: str) -> None:
    assert kind_of(_of(mimetypes.guess_type(name)[0] or "")) == kind


def test_a_thing_is_a_thing_whatever_else_is_said() -> None:
    assert kind_of(_of("image/jpeg", Kind.THING)) == "things"


@given(st.text(max_size=30))
def test_every_item_has_a_kind(media_type: str) -> None:
    assert kind_of(_of(media_type)) in KINDS
