"""Kernels: compiled or not, and without a place to keep what was compiled."""

import subprocess
import sys
from pathlib import Path

import numpy as np

from kyles.fingerprint.kernel import interpreted, kernel, longer, more_rows, plain


@kernel
def total(values):
    found = 0
    for value in values:
        found += value
    return found


def test_interpreted_and_compiled_are_the_same():
    values = np.arange(10)
    with interpreted():
        assert total(values) == 45
    with interpreted(when=False):
        assert total(values) == 45


def test_arrays_that_grow_keep_their_beginning():
    assert plain(longer)(np.array([1, 2]))[:2].tolist() == [1, 2]
    assert plain(more_rows)(np.array([[1, 2]])).shape == (2, 2)


def test_without_a_place_for_what_was_compiled(tmp_path: Path):
    """A package that was installed by somebody else, and a home that cannot be written to."""
    source = tmp_path / "loops.py"
    source.write_text(
        "import numba.core.caching as caching\n"
        "caching.CacheImpl._locator_classes = []\n"
        "from kyles.fingerprint import kernel\n"
        "print(kernel.plain(kernel.longer).__name__)\n"
    )
    ran = subprocess.run([sys.executable, str(source)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "longer\n"), ran.stderr
