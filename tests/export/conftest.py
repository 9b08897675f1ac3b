"""Small matters, audited once for all tests of what leaves a matter."""

from pathlib import Path

import pytest
from tests.export import matter

from kyles.audit import Audited


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """Both sides: what the sheriff holds, and what each defendant was given."""
    return matter.audited(tmp_path_factory.mktemp("both"))


@pytest.fixture(scope="session")
def received(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """The productions alone."""
    return matter.audited(tmp_path_factory.mktemp("received"), received=True)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A folder for a matter of the test's own."""
    return tmp_path / "fresh"
