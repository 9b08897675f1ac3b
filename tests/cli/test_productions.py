"""`kyles productions`: the volumes, and the index of what one defendant was given."""

from pathlib import Path

from tests.cli.conftest import Run


def test_productions_and_the_index_of_one(kyles: Run, case: Path):
    assert [line.split() for line in kyles("productions").out.splitlines()[1:]] == [
        ["VOL001", "2024-03-01", "Harlan"], ["REED01", "2024-03-08", "Reed"]]  # fmt: skip
    index = kyles("productions", "--defendant", "harlan")
    assert "HAR-000011" in index.out
    assert kyles("productions", "--json", "--as-of", 1).json == {"productions": []}


def test_what_is_held_is_counted_by_kind(kyles: Run, case: Path):
    told = kyles("productions", "--by-kind", "--json").json["kinds"]
    kinds = list(dict.fromkeys(one["kind"] for one in told))
    assert kinds == ["documents", "things"], "a list is not owed itself"
    owed = kyles("holders", "--json").json["holders"]
    for name in ("Harlan", "Reed"):
        by_kind, by_holder = (
            sum(sum(one["statuses"].values()) for one in some if one["defendant"] == name)
            for some in (told, owed)
        )
        assert by_kind == by_holder > 0
    assert "things" in kyles("productions", "--by-kind").out
