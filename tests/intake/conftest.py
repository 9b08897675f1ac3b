"""Some readers are tested on small matters written as text."""

from tests.matters.fixtures import matter

__all__ = ["matter"]
