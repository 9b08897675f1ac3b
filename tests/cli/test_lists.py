"""What every list has in common."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from kyles.errors import Exit


@pytest.mark.parametrize(
    "words",
    [("items",), ("coverage",), ("audit",), ("findings",), ("productions",), ("holders",),
     ("references",), ("withhold",), ("doctor",), ("show", "report.pdf"),
     ("compare", "report.pdf"), ("productions", "--defendant", "Reed")],
    ids=" ".join,
)  # fmt: skip
def test_every_list_has_one_document_of_json(kyles: Run, case: Path, words: tuple[str, ...]):
    ran = kyles(*words, "--json")
    assert isinstance(ran.json, dict)
    assert ran.code in (Exit.DONE, Exit.INCOMPLETE)
