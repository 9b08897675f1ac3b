"""A bag, read again by the words of RFC 8493."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.export.bag import ALGORITHMS, bag

names = st.text(st.characters(exclude_characters="\0/", exclude_categories=("Cs",)), min_size=1)


def listed(made: dict[str, bytes], manifest: str) -> dict[str, str]:
    found = {}
    for line in made[manifest].decode().split("\n")[:-1]:
        digest, _, name = line.partition("  ")
        found[name.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")] = digest
    return found


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@given(files=st.dictionaries(names, st.binary(max_size=50), max_size=5))
def test_every_file_stands_in_every_manifest(algorithm: str, files: dict[str, bytes]):
    made = bag(files, made="2024-07-12")
    payload = listed(made, f"manifest-{algorithm}.txt")
    tags = listed(made, f"tagmanifest-{algorithm}.txt")
    assert set(payload) == {f"data/{name}" for name in files}
    assert set(tags) == {name for name in made
                         if not name.startswith(("data/", "tagmanifest-"))}  # fmt: skip
    for name, digest in {**payload, **tags}.items():
        assert hashlib.new(algorithm, made[name]).hexdigest() == digest


def test_it_says_what_it_holds():
    made = bag({"a.txt": b"abc", "b.txt": b"de"}, made="2024-07-12")
    assert made["bag-info.txt"] == b"Bagging-Date: 2024-07-12\nPayload-Oxum: 5.2\n"
    assert made["bagit.txt"].startswith(b"BagIt-Version: 1.0\n")
