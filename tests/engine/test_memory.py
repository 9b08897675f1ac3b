"""What is freed is kept: the next array of the size needs nothing of the system."""

import platform
import resource

import numpy as np
import pytest

from kyles import engine

SIZE = 8 << 20


def faults(times: int) -> int:
    """How many pages of memory the system had to give for arrays, one after another."""
    np.ones(SIZE, np.uint8)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(times):
        np.ones(SIZE, np.uint8)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="is for glibc alone")
def test_freed_memory_is_kept_from_the_first_part_on():
    with engine.Crew(begin=engine.keep_freed) as crew:
        kept = [one.value for one in engine.run(faults, [20], crew=crew)]
    given = [one.value for one in engine.run(faults, [20])]
    assert 10 * kept[0] < given[0]
