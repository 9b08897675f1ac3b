"""Some readers are tested on small matters written as text, some by their command."""

from tests.cli.conftest import kyles
from tests.matters.fixtures import matter

__all__ = ["kyles", "matter"]
