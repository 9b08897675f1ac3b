"""Opticon OPT load files: one line a page image, in the variants that are met.

Seven columns, `ImageKey,Volume,Path,DocBreak,FolderBreak,BoxBreak,PageCount`, without a header.
Some writers put the count fifth, leave columns away, write `y`, or have commas in their paths.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kyles.errors import Refused
from kyles.intake.encoding import decode
from kyles.intake.load_path import inside

_AFTER_PATH = 4  # columns: document, folder and box break, page count
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class OptLine:
    """One page. `path` has forward slashes; `pages` is the count of a document that opens here."""

    number: int
    key: str
    volume: str
    path: str
    opens: bool
    pages: int | None
    problem: str | None = None


def read_opt(data: bytes, *, name: str = "OPT", roots: Sequence[str] = ()) -> tuple[OptLine, ...]:
    """The lines of an OPT; `name` is the file's own, `roots` what an absolute path may begin with.

    Raises Refused where a path leads out of the volume. Anything else that is wrong is said in the
    line's `problem`.
    """
    text, _ = decode(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    read = [
        _line(number, _fields(line), name, roots)
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]
    return tuple(_with_orphans(read))


def _fields(line: str) -> list[str]:
    tabs = line.count("\t")
    fields = line.split("\t") if tabs >= line.count(",") and tabs else line.split(",")
    return [field.strip('" \r') if field.strip()[:1] == '"' else field for field in fields]


def _line(number: int, fields: list[str], name: str, roots: Sequence[str]) -> OptLine:
    if len(fields) < _FEWEST:
        says = f"line {number} has {len(fields)} of the 7 fields of a page"
        return OptLine(number, fields[0], "", "", opens=False, pages=None, problem=says)
    key, volume = fields[0].strip(), fields[1].strip()
    raw, rest = _path(fields[2:])
    path = inside(raw, roots=(*roots, volume), below=name)
    if path is None:
        raise outside(name, number, raw)
    opens = rest[:1] in (["Y"], ["y"])
    problem = None if path and key else f"line {number} names no {'path' if key else 'page'}"
    return OptLine(number, key, volume, path, opens, _count(rest), problem)


def outside(name: str, line: int, raw: str) -> Refused:
    """What is raised for a path that leads out of its volume."""
    shown = raw if len(raw) <= 80 else raw[:79] + "…"
    message = f"{name}, line {line}: {shown!r} lies outside the volume; nothing was added."
    return Refused(message, hint="Ask for a volume whose load files name only what it contains.")


def _path(fields: list[str]) -> tuple[str, list[str]]:
    """A path that has commas reaches as far as four columns are left."""
    reach = max(1, len(fields) - _AFTER_PATH)
    return ",".join(fields[:reach]).strip(), [field.strip() for field in fields[reach:]]


def _count(rest: Sequence[str]) -> int | None:
    counts = [field for field in rest if field.isascii() and field.isdigit() and len(field) < 8]
    return int(counts[-1]) if counts else None


def _with_orphans(lines: Sequence[OptLine]) -> Iterator[OptLine]:
    """Pages before the first document belong to none."""
    begun = False
    for line in lines:
        begun = begun or line.opens
        orphan = f"line {line.number} is a page before the first document"
        yield line if begun or line.problem else replace(line, problem=orphan)
