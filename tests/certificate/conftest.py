"""A matter with one signed checkpoint."""

from pathlib import Path

import pytest

from kyles.certificate import signed_log
from kyles.store import create, matters


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    opened = matters.opened("State v. Doe", court="us-nm/district", zone="America/Denver",
                            defendants=("Doe",), incidents=())  # fmt: skip
    with create(tmp_path / "matter", opened) as store:
        signed_log.sign(store)
    return tmp_path / "matter"
