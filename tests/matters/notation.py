"""Small matters written as text, as HOUSE section 8 shows them. One line says one thing:

    matter     State v. Harlan, incident 21-0886, defendant Harlan, defendant Reed
    holder     Sheriff, property room
      thing    2024-0311 "box of 24 cartridges" incident 23-10447 from "T. Doe"
      report   21-0886 "first page" "second page"
      file     notes.pdf "first page" "second page"
      mail     note.eml "body" with photo_log.txt "text"
      table    index.csv "File Name,Pages" "report_21-0886.txt,2"
      bytes    locked.pdf "%PDF-1.7 damaged"
    produced   Harlan and Reed, volume 7, on 2024-03-01
      copy     report_21-0886.txt bates HAR-000001
      copy     notes.pdf as production.pdf without 2 bates HAR-000003
      letter   HAR-000001 to HAR-000002 "incident report" HAR-000003 "notes"
      table    load.dat "BEGBATES,ENDBATES" "HAR-000001,HAR-000002"
    disclosed  2024-0311 to Harlan on 2024-04-02 by inspected
    withheld   notes.pdf from Harlan pages 2 under "Rule 5-501(F)" existence hidden
    related    2024-0311
    unrelated  2024-0311
    gone       notes.pdf

The words after `holder` and the comma name the folder; so do those after `produced`. A holder takes
`for Harlan`, `incident 23-10447` and `restricted` after more commas. A thing is a row of the
folder's `inventory.csv`, and takes any column's name: `quantity 24`, `location C-14`, `file
a.pdf`, `pages 3`, `for Harlan`. Quotation marks may hold several lines. `bates` stamps each page,
`copy` without it gives the same bytes. `without` leaves pages out. `gone` is found when its folder
is added again. Everything is invented.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import dedent

_TOKEN = re.compile(r'"(?P<text>[^"]*)"|(?P<word>[^\s",]+)|(?P<comma>,)|(?P<end>\n)')
BLOCKS = ("matter", "holder", "produced")


class Text(str):
    """Words that stood in quotation marks."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One statement: its noun, and its words in the parts that commas divide."""

    noun: str
    parts: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for part in self.parts for word in part)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if isinstance(word, Text))

    def after(self, word: str) -> str | None:
        """The word behind a word: `2024-04-02` for "on"."""
        words = self.words
        return words[words.index(word) + 1] if word in words else None

    def every(self, name: str) -> list[str]:
        """What follows a name at the head of each part: each `defendant Harlan`."""
        return [" ".join(part[1:]) for part in self.parts if part[0] == name]


@dataclass(frozen=True, slots=True)
class Block:
    """A line that opens a matter, a holder or a production, and the lines below it."""

    line: Line
    inside: tuple[Line, ...]


def lines(text: str) -> Iterator[Line]:
    """The statements of a text, in order."""
    parts: list[list[str]] = [[]]
    for found in _TOKEN.finditer(f"{text}\n"):
        if found["end"]:
            if parts[0]:
                noun, *rest = parts[0]
                yield Line(noun, tuple(tuple(part) for part in (rest, *parts[1:])))
            parts = [[]]
        elif found["comma"]:
            parts.append([])
        else:
            parts[-1].append(found["word"] or Text(dedent(found["text"]).strip("\n")))


def blocks(text: str) -> Iterator[Block | Line]:
    """Blocks with what is in them, and the acts between them, in order."""
    opened: Line | None = None
    inside: list[Line] = []
    for line in lines(text):
        if line.noun in INSIDE:
            inside.append(line)
            continue
        if opened:
            yield Block(opened, tuple(inside))
        opened, inside = (line, []) if line.noun in BLOCKS else (None, [])
        if opened is None:
            yield line
    if opened:
        yield Block(opened, tuple(inside))


INSIDE = ("thing", "report", "file", "mail", "table", "bytes", "copy", "letter")


def pairs(words: Sequence[str]) -> dict[str, str]:
    """`from "T. Doe" quantity 24` as a dict."""
    return dict(zip(words[::2], words[1::2], strict=True))
