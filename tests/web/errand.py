"""An errand in the background, waited for as somebody who looks at its page again and again."""

import time
from typing import Any

from starlette.testclient import TestClient


def over(client: TestClient, address: str, name: str) -> dict[str, Any]:
    """The page of an errand when it is over."""
    for _ in range(600):
        told = client.get(address).json()
        if told[name] is not None and told[name]["is_over"]:
            return dict(told)
        time.sleep(0.1)
    raise AssertionError("the errand did not end")
