"""What was found in a part is not looked for again; what could not be found is."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.store.conftest import store

from kyles.engine.once import once
from kyles.store import Store, derived

__all__ = ["store"]
module: Any = importlib.import_module("kyles.engine.once")


def length(text: str) -> int:
    """How long a text is; each look leaves a mark beside the matter."""
    folder, _, words = text.partition("|")
    with Path(folder, "looks").open("a") as file:
        file.write(f"{words}\n")
    if words == "bad":
        raise ValueError("no text")
    return len(words)


def parts(place: Path, *names: str) -> dict[str, str]:
    return {f"length:{name}": f"{place}|{name}" for name in names}


def looks(place: Path) -> list[str]:
    return sorted((place / "looks").read_text().split())


@pytest.mark.parametrize("apart", [False, True])
def test_it_is_found_once_and_failures_are_tried_again(
    store: Store, tmp_path: Path, *, apart: bool
) -> None:
    told: list[tuple[str, int, int]] = []
    for _ in range(2):
        found, failed = once(
            store, "measuring", length, parts(tmp_path, "four", "bad", "sixsix"), read=str,
            apart=apart, progress=lambda *how: told.append(how),
        )  # fmt: skip
        assert found == {"length:four": "4", "length:sixsix": "6"}
        assert failed == {"length:bad": "ValueError: no text"}
    assert looks(tmp_path) == ["bad", "bad", "four", "sixsix"]
    assert told == [("measuring", 1, 3), ("measuring", 2, 3), ("measuring", 3, 3),
                    ("measuring", 1, 1)]  # fmt: skip


def test_what_is_kept_instead_of_a_failure_is_not_tried_again(store: Store, tmp_path: Path) -> None:
    for _ in range(2):
        found, failed = once(
            store, "measuring", length, parts(tmp_path, "four", "bad"),
            read=str, instead=lambda reason: f"none: {reason}",
        )  # fmt: skip
        assert found == {"length:four": "4", "length:bad": "none: ValueError: no text"}
        assert failed == {}
    assert looks(tmp_path) == ["bad", "four"]


def interrupted_after(count: int) -> Callable[[str, int, int], None]:
    def tell(_what: str, done: int, _of: int) -> None:
        if done == count:
            raise KeyboardInterrupt

    return tell


@pytest.mark.parametrize("seconds", [0.0, 60.0])
def test_what_was_found_before_an_interruption_is_kept(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr(module, "SECONDS", seconds)
    every = parts(tmp_path, *(letter * 3 for letter in "abcdefgh"))
    with pytest.raises(KeyboardInterrupt):
        once(store, "measuring", length, every, read=int, progress=interrupted_after(5))
    assert len(derived.recall(store, list(every))) == 5
    before = len(looks(tmp_path))
    found, _ = once(store, "measuring", length, every, read=int)
    assert found == dict.fromkeys(every, 3)
    assert len(looks(tmp_path)) == before + 3


def test_of_nothing_nothing_is_found(store: Store) -> None:
    assert once(store, "measuring", length, {}, read=int) == ({}, {})


def test_many_kept_values_are_read_a_few_at_a_time(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 3)
    every = parts(tmp_path, *(letter for letter in "abcdefgh"))
    assert once(store, "measuring", length, every, read=int) == once(
        store, "measuring", length, every, read=int
    )
    assert looks(tmp_path) == list("abcdefgh")
