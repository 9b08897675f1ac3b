"""What was found in a content is not looked for again; what could not be found is."""

from pathlib import Path

from tests.store.conftest import store

from kyles.engine.once import once
from kyles.store import Store

__all__ = ["store"]


def length(part: tuple[str, str]) -> int:
    """How long a text is; each look leaves a mark beside the matter."""
    key, text = part
    folder, _, words = text.partition("|")
    with Path(folder, "looks").open("a") as file:
        file.write(f"{key}\n")
    if words == "bad":
        raise ValueError("no text")
    return len(words)


def test_it_is_found_once_and_failures_are_tried_again(store: Store, tmp_path: Path) -> None:
    parts = {f"length:{name}": f"{tmp_path}|{name}" for name in ("four", "bad", "sixsix")}
    told: list[tuple[str, int, int]] = []
    for _ in range(2):
        found, failed = once(store, "measuring", length, parts,
                             progress=lambda *how: told.append(how))  # fmt: skip
        assert found == {"length:four": 4, "length:sixsix": 6}
        assert list(failed) == ["length:bad"]
        assert "no text" in failed["length:bad"]
    looks = (tmp_path / "looks").read_text().split()
    assert sorted(looks) == ["length:bad", "length:bad", "length:four", "length:sixsix"]
    assert told == [("measuring", 1, 3), ("measuring", 2, 3), ("measuring", 3, 3),
                    ("measuring", 1, 1)]  # fmt: skip


def test_of_nothing_nothing_is_found(store: Store) -> None:
    assert once(store, "measuring", length, {}) == ({}, {})
