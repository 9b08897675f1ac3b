"""What the text of a WordPerfect file says, page by page and layer by layer."""

from collections import defaultdict
from dataclasses import dataclass, field

from kyles.model import Layer


@dataclass(slots=True)
class Said:
    """Text as it comes; what was deleted goes apart."""

    troubles: dict[str, None] = field(default_factory=dict)
    deleted: bool = False  # what comes now was
    _pages: list[dict[Layer, list[str]]] = field(default_factory=lambda: [defaultdict(list)])

    def add(self, text: str) -> None:
        self._pages[-1][Layer.DELETED if self.deleted else Layer.TEXT].append(text)

    def turn(self) -> None:
        """A page ends."""
        self._pages.append(defaultdict(list))

    def pages(self) -> list[dict[Layer, str]]:
        """Every page, but for an empty one at the end."""
        made = [{layer: "".join(text) for layer, text in page.items()} for page in self._pages]
        return made if made[-1] or len(made) == 1 else made[:-1]
