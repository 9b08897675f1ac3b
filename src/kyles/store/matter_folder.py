"""One folder a matter: `kyles.toml` for people, `.kyles/` for Kyles."""

from pathlib import Path

from kyles import settings
from kyles.errors import MatterUnreadable, NoMatterHere, Refused
from kyles.model import Event
from kyles.store.store import Store

TEXT = """\
# A matter of Kyles: {title}
# This folder can be moved and copied as a whole. What is known of the matter is in .kyles, which
# must not be edited. Settings may be given here, one a line: see docs/reference/settings.md
"""


def create(folder: Path, opened: Event) -> Store:
    """Make a matter in a folder, which may exist, but not be a matter yet."""
    if (folder / settings.FILE).exists() or (folder / ".kyles").exists():
        raise Refused(f"{folder} is a matter already.", hint="Give another folder.")
    try:
        (folder / ".kyles").mkdir(parents=True)
        store = Store(folder, settings.Settings(), fresh=True)
        store.record([opened])
        title = str(opened.body["title"]).replace("\n", " ")
        (folder / settings.FILE).write_text(TEXT.format(title=title), "utf-8")
    except OSError as error:
        raise Refused(
            f"{folder}: {error.strerror}.", hint="Give a folder you may write to."
        ) from error
    return store


def find(start: Path) -> Path:
    """The nearest folder from `start` upwards that is a matter, as git does."""
    for folder in (start, *start.parents):
        if (folder / settings.FILE).is_file():
            return folder
    raise NoMatterHere(f"{start} is not in a matter.")


def open_matter_folder(folder: Path) -> Store:
    """Open the matter of a folder."""
    if not (folder / settings.FILE).is_file():
        raise NoMatterHere(f"{folder} is not a matter.")
    if not (folder / ".kyles").is_dir():
        raise MatterUnreadable(f"{folder} has lost its .kyles folder.")
    return Store(folder, settings.read(folder))
