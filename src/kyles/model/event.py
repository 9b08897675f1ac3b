"""One fact that was added to the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: a kind such as `item.added`, and a body of JSON values.

    Numbers in a body are integers or text, never floats: their bytes must not depend on a machine.
    """

    kind: str
    body: Mapping[str, Any]
