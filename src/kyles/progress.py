"""How far long work is: what is being done, how many of it are done, and of how many."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
