"""Compiled loops: what cannot be said in whole arrays, and is too much for an interpreter.

A kernel is a plain function over arrays and numbers, compiled at its first call and then kept on
the disk. It says in its docstring what goes in and out; its types follow from the call.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit

F = TypeVar("F", bound=Callable[..., object])


def kernel(function: F) -> F:
    """Compile a function at its first call, without Python's objects and lock."""
    compiled = njit(cache=True, nogil=True)(function)
    return cast(F, compiled)


@kernel
def longer(array: Any) -> Any:
    """An array of twice the size with the same beginning: how much is found is not known before."""
    grown = np.empty(2 * array.size, array.dtype)
    for at in range(array.size):
        grown[at] = array[at]
    return grown


@kernel
def more_rows(rows: Any) -> Any:
    """A table of twice the rows with the same beginning."""
    grown = np.empty((2 * rows.shape[0], rows.shape[1]), rows.dtype)
    for at in range(rows.shape[0]):
        for column in range(rows.shape[1]):
            grown[at, column] = rows[at, column]
    return grown
