"""A certificate is issued alone: once a number, and while nothing is added."""

from datetime import date
from pathlib import Path

import pytest
from tests.export import matter

from kyles.certificate import issue
from kyles.certificate.statement import Adopted
from kyles.errors import JobRunning, Refused
from kyles.store import open_matter_folder

ADOPTED = Adopted("A. Lawyer", date(2024, 7, 12), 1)


def test_a_number_is_issued_once(tmp_path: Path) -> None:
    """Two lawyers draft at the same time: the second is told, and nothing is recorded."""
    with matter.build(tmp_path) as store:
        issue.issue(store, "Harlan", ADOPTED)
        size = store.view().size
        with pytest.raises(Refused, match="Somebody else issued certificate 1 for Harlan"):
            issue.issue(store, "Harlan", ADOPTED)
        assert store.view().size == size


def test_nothing_else_runs_beside_it(tmp_path: Path) -> None:
    with (
        matter.build(tmp_path) as store,
        open_matter_folder(tmp_path / "matter") as other,
        other.job("add"),
    ):
        size = store.view().size
        with pytest.raises(JobRunning):
            issue.issue(store, "Harlan", ADOPTED)
        assert store.view().size == size
