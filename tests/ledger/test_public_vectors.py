"""The JSON vectors of transparency-dev/merkle, where a copy of them is: both checks, ours and the
verifier's, must say of each what it says itself.

KYLES_MERKLE_VECTORS names the folder `testdata` of that repository.
"""

import base64
import json
import os
from pathlib import Path

import pytest

from kyles.ledger import audit_path
from kyles.verify import verify

FOLDER = Path(os.environ.get("KYLES_MERKLE_VECTORS", "absent"))
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="KYLES_MERKLE_VECTORS names no copy of the public vectors"
)


def vectors(kind: str) -> list[dict]:
    return [json.loads(path.read_text()) for path in sorted((FOLDER / kind).rglob("*.json"))]


def decoded(one: dict, name: str) -> bytes:
    return base64.b64decode(one.get(name) or "")


def proof(one: dict) -> list[bytes]:
    return [base64.b64decode(step) for step in one.get("proof") or []]


@pytest.mark.parametrize("includes", [audit_path.includes, verify.includes])
def test_inclusion(includes):
    every = vectors("inclusion")
    assert len(every) > 90
    for one in every:
        held = includes(
            decoded(one, "root"), one["treeSize"], leaf=decoded(one, "leafHash"),
            index=one["leafIdx"], proof=proof(one),
        )  # fmt: skip
        assert held is not one["wantErr"], one


@pytest.mark.parametrize("extends", [audit_path.extends, verify.extends])
def test_consistency(extends):
    every = vectors("consistency")
    assert len(every) > 90
    for one in every:
        held = extends(
            decoded(one, "root2"), one["size2"], old_root=decoded(one, "root1"),
            old=one["size1"], proof=proof(one),
        )  # fmt: skip
        assert held is not one["wantErr"], one
