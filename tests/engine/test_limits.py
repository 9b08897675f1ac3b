"""What a part may not do: reach out, write without end, compute without end, outlive its driver."""

import os
import platform
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kyles.engine import Limits, crew, run

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these limits")
filtered = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in {"x86_64", "aarch64"},
    reason="no filter of system calls is written for this machine",
)
MEGABYTE = 1 << 20


def call(family: int) -> str:
    with socket.socket(family, socket.SOCK_STREAM) as one:
        return str(one.family)


@filtered
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK])
def test_a_part_cannot_reach_the_network(family: int) -> None:
    (outcome,) = run(call, [family])
    assert outcome.failure == "PermissionError: [Errno 13] Permission denied"


def test_processes_of_one_machine_may_speak() -> None:
    (outcome,) = run(call, [socket.AF_UNIX])
    assert outcome.failure == ""


def call_from_another(_: int) -> str:
    code = "import socket; socket.socket(socket.AF_INET)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return done.stderr


@filtered
def test_nor_can_what_a_part_starts() -> None:
    (outcome,) = run(call_from_another, [0])
    assert "PermissionError" in (outcome.value or "")


def complain(_: int) -> str:
    os.write(1, b"thread panicked at")
    os.write(2, b"thread panicked at")
    sys.stderr.write("and more")
    return "done"


def test_what_libraries_print_reaches_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    (outcome,) = run(complain, [0])
    assert outcome.value == "done"
    assert capfd.readouterr() == ("", "")


def write(path: Path) -> int:
    with path.open("wb") as file:
        for _ in range(3):
            file.write(bytes(MEGABYTE))
    return path.stat().st_size


@on_linux
def test_a_file_that_grows_too_large_ends_the_part(tmp_path: Path) -> None:
    paths = [tmp_path / "one", tmp_path / "two"]
    outcomes = list(run(write, paths, limits=lambda _: Limits(written=2 * MEGABYTE)))
    assert {one.failure for one in outcomes} == {"writes a larger file than a reader may write"}
    assert max(path.stat().st_size for path in paths) <= 2 * MEGABYTE


def write_once_more(path: Path) -> int:
    return write(path) if path.name == "free" else 0


def test_the_next_part_has_limits_of_its_own(tmp_path: Path) -> None:
    parts = [tmp_path / "bound", tmp_path / "free"]
    outcomes = list(
        run(
            write_once_more,
            parts,
            workers=1,
            limits=lambda part: Limits(written=MEGABYTE if part.name == "bound" else 0),
        )
    )
    assert [one.value for one in outcomes] == [0, 3 * MEGABYTE]


def compute(seconds: float) -> float:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


@on_linux
def test_processor_time_is_limited_for_each_part_anew() -> None:
    parts = [0.6, 0.6, 0.6, 30.0, 0.1]
    outcomes = list(run(compute, parts, workers=1, limits=lambda _: Limits(processor=1)))
    assert [one.value for one in outcomes] == [0.6, 0.6, 0.6, None, 0.1]
    assert outcomes[3].failure == "takes more processor time than a reader may use"


def start_and_wait(folder: Path) -> None:
    """Start a process that would go on for long, say which, and wait with it."""
    one = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    written = folder / "started.part"
    written.write_text(f"{os.getpid()} {one.pid}")
    written.rename(folder / f"started.{one.pid}")
    time.sleep(60)


def lives(process: int) -> bool:
    """Whether it runs: one that is dead, and that nobody has asked for yet, does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def end_of(processes: list[int]) -> bool:
    end = time.monotonic() + 20
    while any(map(lives, processes)) and time.monotonic() < end:
        time.sleep(0.02)
    return not any(map(lives, processes))


def started(folder: Path) -> list[int]:
    end = time.monotonic() + 60
    while not (found := sorted(folder.glob("started.[0-9]*"))) and time.monotonic() < end:
        time.sleep(0.02)
    return [int(one) for path in found for one in path.read_text().split()]


@on_linux
def test_what_a_part_started_ends_with_it(tmp_path: Path) -> None:
    (outcome,) = run(start_and_wait, [tmp_path], timeout=lambda _: 3.0)
    assert outcome.failure == "took longer than 3 s"
    assert end_of(started(tmp_path))


@on_linux
def test_all_end_with_a_driver_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kyles.engine import run\n"
        "from tests.engine.test_limits import start_and_wait\n"
        "if __name__ == '__main__': list(run(start_and_wait, [Path(sys.argv[1])]))\n"
    )
    script = tmp_path / "driver.py"
    script.write_text(code)
    root = Path(__file__).parents[2]
    driver = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    processes = started(tmp_path)
    assert len(processes) == 2
    assert all(map(lives, processes))
    driver.send_signal(signal.SIGKILL)
    driver.wait()
    assert end_of(processes)


def whoami(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("ahead", [0, 2])
def test_a_process_that_did_many_parts_makes_room_for_a_new_one(ahead: int) -> None:
    parts = range(2 * crew.MOST + 1)
    processes = [one.value for one in run(whoami, parts, workers=1, ahead=ahead)]
    assert len(set(processes)) == 3
    assert len(set(processes[: crew.MOST])) == 1


@on_linux
def test_an_idle_process_ends_with_its_driver_too(tmp_path: Path) -> None:
    code = (
        "import os, signal; from kyles.engine import Crew, run\n"
        "from tests.engine.test_limits import whoami\n"
        "if __name__ == '__main__':\n"
        "    crew = Crew()\n"
        "    print(*[one.value for one in run(whoami, range(4), crew=crew)], flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    script = tmp_path / "driver.py"
    script.write_text(code)
    root = Path(__file__).parents[2]
    driver = subprocess.run([sys.executable, str(script)], cwd=root, capture_output=True,
                            check=False, env=os.environ | {"PYTHONPATH": str(root)})  # fmt: skip
    assert driver.returncode == -signal.SIGKILL
    assert end_of([int(one) for one in driver.stdout.split()])
