"""References drawn at random from real documents, to be judged by hand.

    python bench/references.py FOLDER [--seed N] [--documents 50] [--references 100]

Draws documents at random among those that speak of a thing, from each folder below the given one in
turn, and references from these: each thing once, at most fourteen of one document, so that no
long document and no stamp on every page decides.
Prints each with its passage, and the counts of each kind. Who reads them judges: does the passage
speak of a thing, record or case of this kind and number, as a lawyer would use the word?
"""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from kyles import mentions
from kyles.intake.file import FileTask, read_file
from kyles.model import Mention

KINDS = frozenset({
    "item", "exhibit", "lab", "report", "supplement", "record", "recording", "photograph",
    "attachment", "file", "incident", "docket", "bates", "series",
})  # fmt: skip
SUFFIXES = frozenset({".md", ".txt", ".pdf", ".eml", ".msg", ".docx", ".html", ".rtf", ".odt"})
A_DOCUMENT = 14  # references of one document at the most
AROUND = 110  # characters shown on each side


def documents(folder: Path) -> list[Path]:
    """Files that may have text; of a record that was released twice, the later release."""
    some = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES)
    return [path for path in some if path.is_file() and _is_record(path)]


def _is_record(path: Path) -> bool:
    """Not the notes of who collected it, nor the earlier of two releases."""
    digits = sum(map(str.isdigit, path.stem))
    return "/jfk/2018/" not in path.as_posix() and (path.suffix != ".md" or digits > 4)


def pages(path: Path, blobs: Path) -> list[str]:
    reading = read_file(FileTask(path, path.name, blobs))
    return ["\n".join(one.text for one in page) for page in reading.pages]


def said(path: Path, blobs: Path) -> list[tuple[Mention, str]]:
    """The references of a document, each with the words around it."""
    return [
        (one, around(text, one))
        for text in pages(path, blobs)
        for one in mentions.find_all(text)
        if one.kind in KINDS and not one.negated
    ]


def around(text: str, one: Mention) -> str:
    before = text[max(0, one.start - AROUND) : one.start]
    after = text[one.end : one.end + AROUND]
    return " ".join(f"{before}<<{text[one.start : one.end]}>>{after}".split())


def drawn(
    folder: Path, blobs: Path, chance: random.Random, *, count: int
) -> Iterator[tuple[Path, list[tuple[Mention, str]]]]:
    """Documents at random that speak of something, with what no document before spoke of."""
    known: set[tuple[str, str]] = set()
    for path in in_turn(folder, chance):
        found = {(one.kind, one.value): (one, words) for one, words in said(path, blobs)}
        new = [told for key, told in found.items() if key not in known]
        known |= found.keys()
        if count and new:
            count -= 1
            yield path, new


def in_turn(folder: Path, chance: random.Random) -> Iterator[Path]:
    """Files at random, one of each folder in turn."""
    groups: dict[str, list[Path]] = {}
    for path in documents(folder):
        groups.setdefault(path.relative_to(folder).parts[0], []).append(path)
    for some in groups.values():
        chance.shuffle(some)
    for turn in zip_longest(*groups.values()):
        yield from (path for path in turn if path)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=50)
    parser.add_argument("--references", type=int, default=100)
    told = parser.parse_args()
    chance = random.Random(told.seed)
    with tempfile.TemporaryDirectory() as made:
        some = list(drawn(told.folder, Path(made), chance, count=told.documents))
    every = Counter(one.kind for _, found in some for one, _ in found)
    pool = [(path, one, words) for path, found in some
            for one, words in chance.sample(found, min(A_DOCUMENT, len(found)))]  # fmt: skip
    chance.shuffle(pool)
    for at, (path, one, words) in enumerate(pool[: told.references], 1):
        print(f"{at:3} {one.kind}: {one.value}  [{path.relative_to(told.folder)}]\n      {words}")
    print(f"\n{len(some)} documents, {every.total()} references: {dict(every.most_common())}")


if __name__ == "__main__":
    main()
