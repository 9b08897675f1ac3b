"""The papers of the demo, as text files in `papers/`: a head, then pages as they are printed.

A line that begins with a black square is blacked out in what was given. Lines are short enough to
be printed as they stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

BLACK = "█"
HEAD, PAGE = "\n---\n", "\n===\n"
NOTICE = "Invented for a demonstration: no real person, agency or number."

Page = tuple[str, ...]  # lines


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of an agency; `of` is how many pages it has when it is whole."""

    agency: str
    title: str
    number: str
    pages: tuple[Page, ...]
    of: int

    def foot(self, page: int) -> str:
        """What stands at the foot of each page, counted from 1."""
        return f"{self.number}   {self.title}   Page {page} of {self.of}"

    def whole(self) -> "Paper":
        """As the agency has it: nothing blacked out."""
        pages = tuple(tuple(line.removeprefix(BLACK) for line in page) for page in self.pages)
        return replace(self, pages=pages)

    def first(self, count: int) -> "Paper":
        """Only the first pages; the others are missing."""
        return replace(self, pages=self.pages[:count])


@cache
def paper(name: str) -> Paper:
    """The paper in `papers/NAME.txt`, with the marks of what is blacked out."""
    text = files(__package__).joinpath("papers", f"{name}.txt").read_text("utf-8")
    head, _, body = text.partition(HEAD)
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    pages = tuple(tuple(page.strip("\n").split("\n")) for page in body.split(PAGE))
    return Paper(facts["agency"], facts["title"], facts["number"], pages, len(pages))


def words(one: Paper, page: int) -> str:
    """The text of a page as a vendor extracts it, counted from 1; what is black has none."""
    head = [one.title, one.agency, one.number, ""] if page == 1 else []
    shown = [line for line in one.pages[page - 1] if not line.startswith(BLACK)]
    return "\n".join([*head, *shown, "", one.foot(page), NOTICE]) + "\n"


def every_page(some: Sequence[Paper]) -> list[tuple[Paper, int]]:
    """Each page of some papers, in order."""
    return [(one, page) for one in some for page in range(1, len(one.pages) + 1)]
