"""The other origin, from which evidence is shown as it came: its address, and who may see what.

A browser keeps origins apart by scheme, name and port, but gives cookies to every port of a name.
So it has another port and, on this machine, another name; it neither takes cookies nor gives any.
See docs/decisions/0023-other_origin.md.
"""

import secrets
from dataclasses import dataclass, field

from kyles import clock
from kyles.web import capability
from kyles.web.capability import LASTS, Capability, What


@dataclass(frozen=True, slots=True)
class Origin:
    """Where it is, as a browser asks for it: `http://localhost:8572`."""

    address: str
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def scheme(self) -> str:
        """`http` or `https`."""
        return self.address.partition("://")[0]

    @property
    def host(self) -> str:
        """Its name and port."""
        return self.address.partition("://")[2]

    def at(self, matter: str, item: str, what: What, *, stay: str) -> str:
        """The address of something, good for one stay of one person and for a while."""
        until = int(clock.now().timestamp()) + LASTS[what]
        one = Capability(matter, item, what, stay, until)
        return f"{self.address}/{capability.sealed(one, self.key)}"

    def named(self, words: str) -> Capability | None:
        """What a part of an address is good for now."""
        return capability.opened(words, self.key, at=clock.now().timestamp())
