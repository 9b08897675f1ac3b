"""`kyles cosign`: a folder with a key that countersigns only what goes on."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit
from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.note import Note


@pytest.fixture
def cosigner(kyles: Run, case: Path) -> Path:
    """A cosigner's folder that knows the matter's log."""
    assert kyles("cosign", case / "court", "--init", "court.example").code == Exit.DONE
    kyles("ledger", "checkpoint")
    log = kyles("ledger", "policy").out.split()[1]
    assert kyles("cosign", case / "court", "--log", log).code == Exit.DONE
    return case / "court"


def request(kyles: Run, case: Path, *, since: int = 0) -> Path:
    kyles("ledger", "checkpoint", "--request", case / "request", "--since", since)
    return case / "request"


def test_a_log_that_grew_is_countersigned(kyles: Run, case: Path, cosigner: Path):
    first = kyles("cosign", cosigner, request(kyles, case), "--json").json
    assert len(Note.parse(first["note"]).signatures) == 2
    kyles("mark", "supplement_2.pdf", "--favorable", "guilt", "--reason", "page 1")
    again = kyles("cosign", cosigner, request(kyles, case, since=first["size"]))
    assert again.code == Exit.DONE, again.err
    assert Checkpoint.parse(Note.parse(again.out).text).size == first["size"] + 1


def test_it_says_which_size_it_knows(kyles: Run, case: Path, cosigner: Path):
    size = kyles("cosign", cosigner, request(kyles, case), "--json").json["size"]
    kyles("mark", "supplement_2.pdf", "--favorable", "guilt", "--reason", "page 1")
    ran = kyles("cosign", cosigner, request(kyles, case))
    assert (ran.code, ran.out) == (Exit.NOT_VERIFIED, "")
    assert f"Ask with a proof from size {size}." in ran.err


def test_wrong_words_are_told_in_a_line(kyles: Run, case: Path, cosigner: Path):
    (case / "hello").write_text("hello")
    assert kyles("cosign", cosigner, case / "hello").code == Exit.NOT_VERIFIED
    assert kyles("cosign", cosigner).code == Exit.USAGE
    assert kyles("cosign", case / "nobody", case / "hello").code == Exit.USAGE
    assert kyles("cosign", cosigner, "--log", "x").code == Exit.NOT_VERIFIED
    assert kyles("cosign", cosigner, "--init", "again.example").code == Exit.FAILED
    assert kyles("ledger", "cosigner", "court", "x+y+z").code == Exit.USAGE
    assert kyles("ledger", "cosigned", case / "hello").code == Exit.NOT_VERIFIED
