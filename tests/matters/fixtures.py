"""The fixtures `matter` and `audit`: small matters written as text. See `notation`."""

import multiprocessing
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from tests.matters.small import Small


@pytest.fixture(scope="session", autouse=True)
def _readers_start_fast() -> None:
    """Readers are forked with what they need, instead of importing it each time."""
    multiprocessing.set_forkserver_preload(["kyles.intake.file", "kyles.reconcile.spoken"])


@pytest.fixture
def matter(tmp_path: Path) -> Callable[[str], Small]:
    """A matter of some lines, to be told more, decided and audited again."""
    numbers = count(1)
    return lambda text: Small(tmp_path / str(next(numbers))).tell(text)


@pytest.fixture
def audit(matter: Callable[[str], Small]) -> Callable[..., list[str]]:
    """The findings of a matter of some lines; with `rule`, of one rule alone."""
    return lambda text, rule="": matter(text).lines(rule)
