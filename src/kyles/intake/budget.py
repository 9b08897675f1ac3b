"""How much may come out of one file of a folder, over everything that is packed inside it.

Each archive has a budget of its own; one that holds sixteen archives, each of which holds sixteen,
keeps within it and still comes to more than any disk. What is over the budget is not made into
items: the file that would hold it is partial, and says how many it does not give.
"""

from dataclasses import dataclass, field, replace

from kyles.intake.file import FileReading
from kyles.model import State

FREE = 1 << 30  # bytes that may come out, however small the file
HIGHEST_RATIO = 200
MOST_INSIDE = 300_000


@dataclass(slots=True)
class _Spent:
    """What has come out of one file so far."""

    most: int
    size: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """Counts what comes out of each file of the folder, by its path."""

    spent: dict[str, _Spent] = field(default_factory=dict)

    def within(self, root: str, reading: FileReading) -> FileReading:
        """The reading, without its children where they are more than may come out of `root`."""
        most = max(FREE, HIGHEST_RATIO * reading.size)
        spent = self.spent.setdefault(root, _Spent(most))
        if not reading.children:
            return reading
        spent.size += sum(child.size for child in reading.children)
        spent.files += len(reading.children)
        if spent.size <= spent.most and spent.files <= MOST_INSIDE:
            return reading
        return _without_children(reading, root)


def _without_children(reading: FileReading, root: str) -> FileReading:
    why = f"more is packed in {root} than is allowed; {len(reading.children):,} files are not given"
    return replace(
        reading, children=[], state=State.PARTIAL, failed=reading.failed + 1,
        emitted=reading.emitted - len(reading.children),
        reason=f"{reading.reason}; {why}" if reading.reason else why,
    )  # fmt: skip
