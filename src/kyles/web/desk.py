"""The matters that lie open: one, or all of a folder."""

from dataclasses import dataclass
from pathlib import Path

from kyles import settings
from kyles.errors import NoMatterHere, NotFound
from kyles.store import Store, open_matter_folder


@dataclass(frozen=True, slots=True)
class Desk:
    """A matter's folder, or a folder of such folders. New ones appear without a restart."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> "Desk":
        """The desk of a folder. Raises NoMatterHere where there is no matter in it."""
        desk = cls(folder.resolve())
        if not desk.matters():
            raise NoMatterHere(f"{folder} is no matter, and has none in it.")
        return desk

    def matters(self) -> dict[str, Path]:
        """The folders of the matters, by name."""
        if (self.folder / settings.FILE).is_file():
            return {self.folder.name: self.folder}
        found = (one.parent for one in self.folder.glob(f"*/{settings.FILE}"))
        return {one.name: one for one in sorted(found)}

    def open(self, name: str) -> Store:
        """The matter of a name. Raises NotFound."""
        folder = self.matters().get(name)
        if folder is None:
            raise NotFound(f"There is no matter '{name}'.")
        return open_matter_folder(folder)
