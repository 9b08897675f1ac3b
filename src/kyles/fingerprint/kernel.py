"""Loops over arrays that can be compiled, and need not be.

A kernel is a plain function over arrays and numbers. It is compiled at its first call, which takes
seconds, and then kept on the disk; it says in its docstring what goes in and out, and its types
follow from the call. For a few pages that does not pay: `interpreted` has the same functions run as
they are written, with the same results.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from types import FunctionType
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit
from numba.core.dispatcher import Dispatcher

F = TypeVar("F", bound=Callable[..., Any])

_interpreted: ContextVar[bool] = ContextVar("interpreted", default=False)


@contextmanager
def interpreted(*, when: bool = True) -> Iterator[None]:
    """Run kernels as they are written, where `when` says so."""
    before = _interpreted.set(when)
    try:
        yield
    finally:
        _interpreted.reset(before)


def kernel(function: F) -> F:
    """A function that is compiled at its first call, unless it is interpreted."""
    compiled = _compiled(function)

    @wraps(function)
    def call(*arguments: Any) -> Any:
        return (plain(compiled) if _interpreted.get() else compiled)(*arguments)

    return cast(F, call)


def _compiled(function: Callable[..., Any], **options: Any) -> Any:
    """To be compiled at its first call, and kept on the disk where there is a place for it."""
    try:
        return njit(cache=True, nogil=True, **options)(function)
    except RuntimeError:  # neither the package's folder nor the user's own can be written to
        return njit(nogil=True, **options)(function)


def inner(function: F) -> F:
    """A function that only kernels call: quicker to compile. To call it from elsewhere is fatal."""
    compiled = _compiled(function, no_cpython_wrapper=True, no_cfunc_wrapper=True)
    return cast(F, compiled)


_slow_ways: dict[str, Callable[..., Any]] = {}


def written_for_people(name: str) -> Callable[[F], F]:
    """Name a function to stand for a kernel or inner one where kernels are interpreted.

    It is for what an interpreter would do otherwise than a compiler: numbers that wrap around.
    """

    def register(function: F) -> F:
        _slow_ways[f"{function.__module__}.{name}"] = function
        return function

    return register


@cache
def plain(compiled: Any) -> Callable[..., Any]:
    """A compiled function as it is written; so are those that it calls."""
    function = compiled.py_func
    own = _slow_ways.get(f"{function.__module__}.{function.__name__}")
    if own is not None:
        return own
    names = {
        name: plain(value) if isinstance(value, Dispatcher) else value
        for name, value in function.__globals__.items()
        if name in function.__code__.co_names or name == "__builtins__"
    }
    return FunctionType(
        function.__code__, names, function.__name__, function.__defaults__, function.__closure__
    )


@inner
def longer(array: Any) -> Any:
    """An array of twice the size with the same beginning: how much is found is not known before."""
    grown = np.empty(2 * array.size, array.dtype)
    for at in range(array.size):
        grown[at] = array[at]
    return grown


@inner
def more_rows(rows: Any) -> Any:
    """A table of twice the rows with the same beginning."""
    grown = np.empty((2 * rows.shape[0], rows.shape[1]), rows.dtype)
    for at in range(rows.shape[0]):
        for column in range(rows.shape[1]):
            grown[at, column] = rows[at, column]
    return grown
