"""One job at a time; single acts go on beside it, and wait for one another."""

import multiprocessing
import multiprocessing.synchronize
import threading
import time
from pathlib import Path

import pytest

from kyles.errors import Exit, JobRunning
from kyles.store import Store, database, matters, open_matter_folder


def test_a_second_job_is_told_who_runs(store: Store):
    with store.job("add"), open_matter_folder(store.folder) as other:
        with pytest.raises(
            JobRunning, match=r"'kyles add' is running \(process \d+, since"
        ) as told:
            other.job("audit").__enter__()
        assert told.value.exit_code == Exit.BUSY


def test_the_lock_is_free_after_the_job_and_after_its_failure(store: Store):
    with pytest.raises(ZeroDivisionError), store.job("add"):
        raise ZeroDivisionError
    with store.job("audit"):
        pass
    assert (store.inside / "job.lock").read_text() == ""


def hold(folder: Path, ready: multiprocessing.synchronize.Event) -> None:
    with open_matter_folder(folder) as store, store.job("add"):
        ready.set()
        time.sleep(60)


def test_a_killed_job_leaves_the_lock_free(store: Store):
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=hold, args=(store.folder, ready))
    process.start()
    assert ready.wait(20)
    with pytest.raises(JobRunning, match=f"process {process.pid}"):
        store.job("audit").__enter__()
    process.kill()
    process.join()
    with store.job("audit"):
        pass


def test_single_acts_succeed_beside_a_job(store: Store):
    with store.job("add"), open_matter_folder(store.folder) as other:
        other.record([matters.defendant_added("Doe")])
    assert matters.matter(store.view()).defendants[-1] == "Doe"


def test_a_single_act_waits_for_a_short_transaction(store: Store):
    def busy() -> None:
        with open_matter_folder(store.folder) as other, database.transaction(other.connection):
            started.set()
            time.sleep(0.7)

    started = threading.Event()
    thread = threading.Thread(target=busy)
    thread.start()
    assert started.wait(10)
    before = time.monotonic()
    store.record([matters.defendant_added("Doe")])
    thread.join()
    assert time.monotonic() - before > 0.3


def test_a_single_act_gives_up_in_the_end(store: Store):
    store.connection.execute("PRAGMA busy_timeout = 50")
    with (
        open_matter_folder(store.folder) as other,
        database.transaction(other.connection),
        pytest.raises(JobRunning, match="another program"),
    ):
        store.record([matters.defendant_added("Doe")])
    assert store.view().size == 1
