"""A place for long work: kept while it is not done, and no longer."""

import os

import pytest

from kyles.store import create, matters


@pytest.fixture
def store(tmp_path):
    opened = matters.opened("State v. Harlan", court="us-nm/district", zone="America/Denver",
                            defendants=["Harlan"], incidents=[])  # fmt: skip
    with create(tmp_path / "matter", opened) as store:
        yield store


def test_a_place_is_gone_when_the_work_is_done(store):
    with store.work("a" * 64) as folder:
        (folder / "part").write_text("x")
    assert not folder.exists()


def test_work_that_was_ended_finds_its_place_again(store):
    def ended() -> None:
        with store.work("a" * 64) as folder:
            (folder / "part").write_text("x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ended()
    with store.work("a" * 64) as again:
        assert (again / "part").read_text() == "x"


def test_work_that_nobody_went_on_with_is_forgotten(store):
    with pytest.raises(RuntimeError), store.work("a" * 64) as folder:
        raise RuntimeError
    os.utime(folder, (0, 0))
    with store.work("b" * 64):
        assert not folder.exists()
