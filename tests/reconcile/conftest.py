"""What is reconciled is tested on small matters written as text."""

from tests.matters.fixtures import _readers_start_fast, audit, matter

__all__ = ["_readers_start_fast", "audit", "matter"]
