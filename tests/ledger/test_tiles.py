"""Tiles: the paths of the specification, and a log that can be read again out of its files."""

import hashlib

import pytest

from kyles.ledger import merkle, tiles


def leaves(count: int) -> list[bytes]:
    return [hashlib.sha256(str(n).encode()).digest() for n in range(count)]


def test_the_path_of_the_specification():
    assert tiles.path(0, 1234067) == "tile/0/x001/x234/067"
    assert tiles.path("entries", 5, 17) == "tile/entries/005.p/17"


def test_the_example_of_the_specification():
    made = dict(tiles.tiles(leaves(70_000)))
    full = [path for path in made if path.startswith("tile/0/") and ".p" not in path]
    assert len(full) == 273
    assert {path for path in made if not path.startswith("tile/0/")} == {
        "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1",
    }  # fmt: skip
    assert len(made["tile/0/273.p/112"]) == 112 * 32


def test_a_full_tile_alone_has_a_partial_one_above():
    assert list(dict(tiles.tiles(leaves(256)))) == ["tile/0/000", "tile/1/000.p/1"]


def test_the_root_of_a_full_tile_is_the_trees():
    assert tiles.tile_root(leaves(256)) == merkle.root(leaves(256))


def test_bundles_give_their_entries_back():
    entries = [b"", b"x" * 65_535, *(str(n).encode() for n in range(300))]
    made = list(tiles.bundles(entries))
    assert [path for path, _ in made] == ["tile/entries/000", "tile/entries/001.p/46"]
    assert [one for _, bundle in made for one in tiles.entries(bundle)] == entries


def test_what_does_not_fit_and_what_is_cut():
    with pytest.raises(ValueError, match="does not fit"):
        list(tiles.bundles([b"x" * 65_536]))
    for cut in (b"\x00", b"\x00\x02a"):
        with pytest.raises(ValueError, match="cut"):
            tiles.entries(cut)
    with pytest.raises(ValueError, match="cut"):
        tiles.hashes(bytes(33))
