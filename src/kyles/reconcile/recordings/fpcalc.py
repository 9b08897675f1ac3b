"""What a recording sounds like, by chromaprint's `fpcalc`, in a process of its own.

The program is Debian's (libchromaprint-tools), run beside us where it is installed. It decodes the
recording with FFmpeg's libraries; nothing is written to the disk.
"""

import base64
import json
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from kyles.fingerprint.media import Frames

PROGRAM = "fpcalc"
SECONDS = 60.0  # that one recording may take,
SECONDS_A_MEGABYTE = 2.0  # and for each megabyte
NOT_INSTALLED = "fpcalc is not installed (on Debian: apt-get install libchromaprint-tools)"


@dataclass(frozen=True, slots=True)
class Sound:
    """How long a recording is, and its fingerprint; or why it has none."""

    seconds: float
    frames: Frames
    reason: str = ""


@cache
def version() -> str:
    """The version of fpcalc; "" where it is not installed."""
    if shutil.which(PROGRAM) is None:
        return ""
    told = subprocess.run(  # noqa: S603 - our own words only
        [PROGRAM, "-version"], capture_output=True, text=True, check=False
    )
    return told.stdout.split()[2] if len(told.stdout.split()) > 2 else ""


def time(path: Path) -> float:
    """Seconds that a recording may take."""
    try:
        return SECONDS + SECONDS_A_MEGABYTE * path.stat().st_size / (1 << 20)
    except OSError:
        return SECONDS


def listen(path: Path) -> dict[str, Any]:
    """The fingerprint of a recording as JSON can hold it; runs in a worker."""
    ran = subprocess.run(  # noqa: S603 - our own words only
        [PROGRAM, "-raw", "-json", "-length", "0", str(path)],
        capture_output=True, timeout=time(path), check=False,
    )  # fmt: skip
    try:
        told = json.loads(ran.stdout)
    except ValueError:
        return none(_why(ran.stderr))
    frames = np.array(told["fingerprint"], np.uint32)
    return {"seconds": float(told["duration"]), "reason": "",
            "frames": base64.b64encode(frames.astype("<u4").tobytes()).decode()}  # fmt: skip


def none(reason: str) -> dict[str, Any]:
    """A recording of which there is no fingerprint, as JSON."""
    return {"seconds": 0.0, "frames": "", "reason": reason}


def _why(said: bytes) -> str:
    """The last line of what the program said of its failure."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].removeprefix("ERROR: ").strip() if lines else "it could not be decoded"


def sound(told: dict[str, Any]) -> Sound:
    """What `listen` came to."""
    frames = np.frombuffer(base64.b64decode(told["frames"]), "<u4").astype(np.uint32)
    return Sound(told["seconds"], frames, told["reason"])
