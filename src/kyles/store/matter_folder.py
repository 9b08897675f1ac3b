"""One folder a matter: `kyles.toml` for people, `.kyles/` for Kyles."""

import shutil
import tempfile
from pathlib import Path

from kyles import settings
from kyles.errors import (
    NO_ROOM,
    DiskFull,
    KylesError,
    MatterUnreadable,
    NoMatterHere,
    Refused,
)
from kyles.model import Event
from kyles.store import database
from kyles.store.store import DATABASE, INSIDE, Store, login, record

TEXT = """\
# A matter of Kyles: {title}
# This folder can be moved and copied as a whole. What is known of the matter is in .kyles, which
# must not be edited. Settings may be given here, one a line: see docs/reference/settings.md
"""


def create(folder: Path, opened: Event) -> Store:
    """Make a matter in a folder, which may exist, but not be a matter yet."""
    if (folder / settings.FILE).exists() or (folder / INSIDE).exists():
        raise Refused(f"{folder} is a matter already.", hint="Give another folder.")
    passing = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        passing = Path(tempfile.mkdtemp(prefix=f"{INSIDE}-new-", dir=folder))
        _fill(passing, opened)
        (passing / settings.FILE).replace(folder / settings.FILE)
        passing.rename(folder / INSIDE)
    except OSError as error:
        raise _refusal(folder, error) from error
    finally:
        if passing:
            shutil.rmtree(passing, ignore_errors=True)
    return Store(folder, settings.Settings())


def _fill(passing: Path, opened: Event) -> None:
    """Make a matter in a passing folder, so that a crash leaves no half one under its name."""
    connection = database.connect(passing / DATABASE, fresh=True)
    try:
        record(connection, [opened], by=login())
    finally:
        connection.close()
    title = " ".join(str(opened.body["title"]).split())
    (passing / settings.FILE).write_text(TEXT.format(title=title), "utf-8")


def _refusal(folder: Path, error: OSError) -> KylesError:
    if error.errno in NO_ROOM:
        return DiskFull(f"{folder}: no room left on the disk; nothing was made.", hint="Make room.")
    return Refused(f"{folder}: {error.strerror}.", hint="Give a folder that you may write to.")


def find(start: Path) -> Path:
    """The nearest folder from `start` upwards that is a matter, as git does."""
    for folder in (start, *start.parents):
        if (folder / settings.FILE).is_file():
            return folder
    raise NoMatterHere(f"{start} is not in a matter.")


def open_matter(folder: str | Path) -> Store:
    """Open the matter of a folder, or of the nearest one above it."""
    return open_matter_folder(find(Path(folder).resolve()))


def open_matter_folder(folder: Path) -> Store:
    """Open the matter of a folder."""
    if not (folder / settings.FILE).is_file():
        raise NoMatterHere(f"{folder} is not a matter.")
    if not (folder / INSIDE).is_dir():
        raise MatterUnreadable(f"{folder} has lost its .kyles folder.")
    return Store(folder, settings.read(folder))
