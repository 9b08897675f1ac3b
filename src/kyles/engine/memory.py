"""How a process gets its memory from the system: what it freed is kept for the next large array.

glibc asks the system for each array of more than 128 kB anew and gives it back at once; each page
of it is then cleared again when it is first written. Work that makes one array after another spends
a fourth of its time on that.
"""

import contextlib
import ctypes

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # of <malloc.h>
LARGE = 32 << 20  # bytes of an array that is given back at once all the same: the most glibc takes
KEPT = 64 << 20  # bytes at the end of the heap that are kept though they are free


def keep_freed() -> None:
    """Keep freed memory from now on; without effect where the C library is not glibc."""
    with contextlib.suppress(AttributeError):
        own = ctypes.CDLL(None)
        own.mallopt(_M_MMAP_THRESHOLD, LARGE)
        own.mallopt(_M_TRIM_THRESHOLD, KEPT)
