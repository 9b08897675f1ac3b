"""Killed, interrupted, or without room: the matter opens, and the same command goes on.

`KYLES_LONG=1` kills many more times, `KYLES_ROUNDS=20` so many times.
"""

import contextlib
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.cli.processes import run, start

from kyles.errors import Exit
from kyles.store import open_matter_folder

ROUNDS = int(os.environ.get("KYLES_ROUNDS", "150" if os.environ.get("KYLES_LONG") else "12"))
FILES = 250
NEW = ("new", "matter", "--title", "State v. Harlan", "--court", "us-nm/district",
       "--defendant", "Harlan", "--incident", "21-0886")  # fmt: skip
ADD = ("add", "../sheriff", "--holder", "Sheriff")
ASIDE = {"event", "event_body", "subtree", "adding", "source", "derived", "concern"}


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of texts, mails with attachments, and an inventory; a matter that has none of it."""
    case = tmp_path_factory.mktemp("evidence")
    folder = case / "sheriff"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:04}.txt").write_text(f"Report {number} on box 2021-{number}. " * 20)
    for number in range(20):
        message = EmailMessage()
        message["Subject"], message["From"] = f"Mail {number}", "a@x.test"
        message.set_content("The attachments.")
        for name in ("a.txt", "b.txt"):
            message.add_attachment(f"Words of {name} {number}.", filename=name)
        (folder / f"mail{number:02}.eml").write_bytes(message.as_bytes())
    rows = "".join(f"2021-{number},Box {number},21-0886\n" for number in range(300))
    (folder / "inventory.csv").write_text(f"Item No,Description,Case No\n{rows}")
    assert run(*NEW, cwd=case)[0] == Exit.DONE
    return case


@pytest.fixture
def case(evidence: Path, tmp_path: Path) -> Path:
    return shutil.copytree(evidence, tmp_path / "case")


def tables(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What stands in the matter's tables, but for events, and their salted tree."""
    found = {}
    with open_matter_folder(folder) as store:
        names = store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for name in sorted({name for (name,) in names} - ASIDE):
            rows = store.connection.execute(f"PRAGMA table_info({name})").fetchall()
            columns = ", ".join(row[1] for row in rows if row[1] not in ("event", "at"))
            found[name] = sorted(store.connection.execute(f"SELECT {columns} FROM {name}"), key=str)
    return found


@pytest.fixture(scope="module")
def whole(evidence: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """The same matter with everything added at once, and the seconds that it took."""
    case = shutil.copytree(evidence, tmp_path_factory.mktemp("whole") / "case")
    began = time.monotonic()
    assert run(*ADD, cwd=case / "matter")[0] == Exit.DONE
    return case, time.monotonic() - began


def is_whole(matter: Path) -> None:
    code, out, err = run("doctor", cwd=matter)
    assert (code, err) == (Exit.DONE, ""), out
    assert "Nothing is wrong." in out


def alive(mark: str) -> list[int]:
    """Processes that were started with a mark in their surroundings, whoever their parent is."""
    found = []
    for one in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if mark.encode() in one.read_bytes():
                found.append(int(one.parent.name))
    return [one for one in found if one != os.getpid()]


def passing(matter: Path) -> list[str]:
    """Files of a matter that are no content and no database: what a run writes on its way."""
    return [path.name for path in matter.rglob("new-*")]


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_while_adding(
    case: Path, whole: tuple[Path, float], seed: int, monkeypatch: pytest.MonkeyPatch
):
    matter, (done, seconds) = case / "matter", whole
    mark = f"kyles-killed-{os.getpid()}-{seed}"
    monkeypatch.setenv("KYLES_MARK", mark)
    rng = random.Random(seed)
    for _ in range(rng.randint(1, 3)):
        process = start(*ADD, cwd=matter)
        time.sleep(rng.uniform(0.05, seconds * 1.05))
        kill = os.killpg if rng.random() < 0.5 else os.kill
        with contextlib.suppress(ProcessLookupError):
            kill(process.pid, signal.SIGKILL)
        process.communicate()
        until(lambda: not alive(mark))
        is_whole(matter)
    assert run(*ADD, cwd=matter)[0] == Exit.DONE
    is_whole(matter)
    until(lambda: not alive(mark))
    assert passing(matter) == []
    assert tables(matter) == tables(done / "matter")
    size = events(matter)
    assert run(*ADD, cwd=matter)[0] == Exit.DONE
    assert events(matter) == size


def events(matter: Path) -> int:
    with open_matter_folder(matter) as store:
        return store.view().size


@pytest.mark.parametrize("seed", range(ROUNDS // 3))
def test_killed_while_auditing(whole: tuple[Path, float], tmp_path: Path, seed: int):
    matter = shutil.copytree(whole[0], tmp_path / "case") / "matter"
    process = start("audit", cwd=matter)
    time.sleep(random.Random(seed).uniform(0.2, 3))
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    is_whole(matter)
    code, out, _ = run("audit", "--json", cwd=matter)
    assert code == Exit.DONE
    assert run("audit", "--json", cwd=matter)[1] == out


def recorded(matter: Path) -> bool:
    return events(matter) > 1


def interruptible() -> None:
    """Slow, and ended by SIGINT also where the tests themselves run in the background."""
    os.nice(5)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["to Kyles", "to the terminal's group"])
def test_interrupted(case: Path, whole: tuple[Path, float], send: Callable[[int, int], None]):
    matter = case / "matter"
    process = start(*ADD, cwd=matter, preexec_fn=interruptible)
    until(lambda: recorded(matter) or process.poll() is not None)
    send(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (Exit.CANCELLED, "")
    assert err.startswith("kyles: Ended. What was finished is kept; run the same command again")
    assert err.count("\n") == 1
    is_whole(matter)
    assert 1 < events(matter) < events(whole[0] / "matter")
    assert run(*ADD, cwd=matter)[0] == Exit.DONE
    assert tables(matter) == tables(whole[0] / "matter")


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that can be filled and made larger."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a disk of a few kilobytes cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(evidence: Path, small_disk: Path, whole: tuple[Path, float]):
    shutil.copytree(evidence / "matter", small_disk / "matter")
    matter = small_disk / "matter"
    words = ("add", evidence / "sheriff", "--holder", "Sheriff")
    code, out, err = run(*words, cwd=matter)
    assert (code, out) == (Exit.FAILED, "")
    assert err.count("\n") == 1
    assert "room" in err
    assert "the same command again" in err
    larger = ["mount", "-o", "remount,size=64m", str(small_disk)]
    subprocess.run(larger, check=True)
    is_whole(matter)
    assert run(*words, cwd=matter)[0] == Exit.DONE
    is_whole(matter)
    assert tables(matter) == tables(whole[0] / "matter")


def test_a_matter_on_a_full_disk(small_disk: Path):
    (small_disk / "filler").write_bytes(b"x" * 1150_000)
    code, out, err = run(*NEW, cwd=small_disk)
    assert (code, out) == (Exit.FAILED, "")
    assert err.count("\n") == 1
    assert "room" in err
    assert list((small_disk / "matter").glob(".*")) == []


def test_a_disk_that_is_only_read(evidence: Path, small_disk: Path):
    shutil.copytree(evidence / "matter", small_disk / "matter")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for words in (("add", evidence / "sheriff", "--holder", "Sheriff"), ("mark", "x")):
        code, out, err = run(*words, cwd=small_disk / "matter")
        assert code in (Exit.FAILED, Exit.USAGE)
        assert (out, err.count("\n")) == ("", 1)
        assert "mistake" not in err


def test_a_limit_on_the_size_of_files_is_no_room(case: Path, whole: tuple[Path, float]):
    """Where no small disk can be mounted, this stands for it: the system refuses to write on."""
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (400_000, 400_000))
    code, out, err = run(*ADD, cwd=case / "matter", preexec_fn=limit)
    assert (code, out) == (Exit.FAILED, "")
    assert err.count("\n") == 1
    assert "mistake" not in err
    is_whole(case / "matter")
    assert run(*ADD, cwd=case / "matter")[0] == Exit.DONE
    assert tables(case / "matter") == tables(whole[0] / "matter")
