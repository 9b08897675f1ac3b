"""`kyles` as a process of its own, for what only a real process can do: be killed."""

import os
import subprocess
import sys
from pathlib import Path

KYLES = [sys.executable, "-m", "kyles"]
QUIET = {"NO_PROGRESS": "1", "KYLES_NOW": "2024-05-01T12:00:00+00:00"}


def start(*words: object, cwd: Path, **more: object) -> "subprocess.Popen[str]":
    """A running command, in a process group of its own."""
    return subprocess.Popen(
        [*KYLES, *map(str, words)], cwd=cwd, env={**os.environ, **QUIET}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, **more,
    )  # type: ignore[call-overload,no-any-return]  # fmt: skip


def run(*words: object, cwd: Path, **more: object) -> tuple[int, str, str]:
    """A command's exit code, stdout and stderr."""
    process = start(*words, cwd=cwd, **more)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err
