"""The settings of a matter's `kyles.toml`. An unknown one is an error, with the nearest known name.

The file holds how Kyles works on this matter, never what is known of the matter: that is in the
ledger.
"""

import difflib
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from kyles.errors import UsageError

FILE = "kyles.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is a setting, documented in docs/reference/settings.md."""

    by: str = ""  # in whose name acts are recorded; the user's login name if empty
    workers: int = 0  # processes that read files and match text; 0: one a core
    timeout: int = 60  # seconds that reading one file may take, plus one for each megabyte
    memory: int = 3072  # megabytes that one such process may use
    timestamp: str = ""  # address of an RFC 3161 authority that is asked at each certificate


def read(folder: Path) -> Settings:
    """The settings of a matter's folder. Raises UsageError for what is not understood."""
    path = folder / FILE
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}.") from error
    for name, value in told.items():
        _check(path, name, value)
    return Settings(**told)


def _check(path: Path, name: str, value: object) -> None:
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    if name not in kinds:
        near = difflib.get_close_matches(name, kinds, n=1)
        hint = f"Did you mean '{near[0]}'?" if near else f"Known are {', '.join(sorted(kinds))}."
        raise UsageError(f"{path}: there is no setting '{name}'.", hint=hint)
    if type(value) is not kinds[name] or (isinstance(value, int) and value < 0):
        expected = "text in quotes" if kinds[name] is str else "a whole number from 0"
        raise UsageError(f"{path}: '{name}' must be {expected}.")
