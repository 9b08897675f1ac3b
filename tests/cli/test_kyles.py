"""`kyles` itself: its help is quick and names every command in a line of its own."""

import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.processes import KYLES

from kyles.cli import commands
from kyles.errors import Exit

NAMES = [info.name.replace("_", "-") for info in pkgutil.iter_modules(commands.__path__)]
QUICK = 0.25  # seconds of a core over bare Python; about 0.05 where nothing else runs


def test_no_arguments_are_a_request_for_help(kyles: Run):
    ran = kyles()
    assert (ran.code, ran.err) == (Exit.DONE, "")
    assert ran.out == kyles("--help").out == kyles("-h").out


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_named_and_said_what_it_is(kyles: Run, name: str):
    listed = kyles().out.partition("Commands:")[2]
    lines = [line[2:].split(maxsplit=1) for line in listed.splitlines() if line[2:3].strip()]
    (told,) = [line[1:] for line in lines if line[0] == name]
    assert told


def test_the_version(kyles: Run):
    assert kyles("--version").out.startswith("kyles 0.")


def test_help_loads_nothing_heavy():
    code = ("import sys; from kyles.cli import kyles; kyles.main([], standalone_mode=False);"
            " print(sorted(sys.modules), file=sys.stderr)")  # fmt: skip
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name for name in NAMES if f"'kyles.cli.commands.{name}'" in ran.stderr}
    heavy = [name for name in ("numpy", "pypdfium2", "sqlite3", "yaml", "rich", "kyles.store")
             if f"'{name}'" in ran.stderr]  # fmt: skip
    assert (loaded, heavy) == (set(), [])


def seconds(command: list[str]) -> float:
    def once() -> float:
        before = os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        return (after.children_user - before.children_user
                + after.children_system - before.children_system)  # fmt: skip

    return min(once() for _ in range(5))


def test_help_is_quick():
    assert seconds([*KYLES, "--help"]) - seconds([sys.executable, "-c", "pass"]) < QUICK


def test_a_reader_that_stops_reading_is_no_error(case: Path):
    command = f"'{sys.executable}' -m kyles items | head -1"
    ran = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=case / "matter",
                         capture_output=True, text=True)  # fmt: skip
    assert (ran.returncode, ran.stdout.split()[0]) == (0, "item")


def test_a_terminal_of_another_encoding_loses_no_answer(case: Path):
    env = {**os.environ, "PYTHONIOENCODING": "iso-8859-1", "COLUMNS": "200"}
    ran = subprocess.run([*KYLES, "audit"], cwd=case / "matter", env=env, capture_output=True)
    assert ran.returncode == Exit.INCOMPLETE
    assert b"\\u201c" in ran.stdout
