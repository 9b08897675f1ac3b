"""`kyles verify` says what the verifier says, needs no matter, and ends with its code."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.ledger import bundles

from kyles.errors import Exit

VECTORS = json.loads(bundles.VECTORS.read_text("utf-8"))


@pytest.mark.parametrize("one", VECTORS, ids=lambda one: one["name"])
def test_the_shared_vectors(kyles: Run, tmp_path: Path, monkeypatch, one):
    monkeypatch.chdir(tmp_path)
    Path("bundle").write_text(one["bundle"], "utf-8")
    words: list[str] = ["bundle"]
    for name in ("policy", "last"):
        if name in one:
            Path(name).write_text(one[name], "utf-8")
            words += [f"--{name}", name]
    for name, text in one.get("files", []):
        Path(name).write_text(text, "utf-8")
        words.append(name)
    ran = kyles("verify", *words, "--json")
    otherwise = Exit.NOT_VERIFIED if one["says"]["checked"] else Exit.USAGE
    assert ran.code == (Exit.DONE if one["says"]["holds"] else otherwise)
    assert {name: ran.json[name] for name in one["says"]} == one["says"]


def test_a_policy_that_is_none_is_told_in_one_line(kyles: Run, tmp_path: Path):
    (tmp_path / "bundle").write_text(VECTORS[0]["bundle"], "utf-8")
    (tmp_path / "letter").write_bytes(b"Dear counsel,\xff")
    ran = kyles("verify", tmp_path / "bundle", "--policy", tmp_path / "letter")
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert ran.err == (
        "kyles: The policy that you gave cannot be used: A line of the policy is not readable."
        " Nothing was checked.\n"
    )


def test_the_bottom_line_comes_first(kyles: Run, tmp_path: Path):
    path = tmp_path / "bundle"
    path.write_bytes(b"\x00")
    ran = kyles("verify", path)
    assert ran.out.startswith("IT DOES NOT HOLD.\n  wrong: The file is no bundle")
    assert kyles("verify", tmp_path / "absent").code == Exit.USAGE
