"""Conflicts put into real texts: which share of them is found, and what is found without them.

    python bench/conflicts.py FOLDER [--seed 4]

FOLDER has text files (.txt, .md). Into forty of them two sentences are put, far from each other,
that tell one fact in two ways: with two years, two counts, or two kinds. Names are those of the
text itself; the wordings are in conflicts.txt, and were written before the first run. Then the same
detectors look through twenty texts as they are, and print what they find, to be judged by hand.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kyles import chronology, encoding
from kyles.chronology import Document, Telling

NAMES = re.compile(r"\b([A-Z][a-z]{3,}) ([A-Z][a-z]{3,})\b")
SHORTEST, LONGEST, PLAIN = 1500, 200_000, 20
NUMBER = "two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905

#: Pairs of sentences that tell one fact: {n} a name, {l} its last word, {a} and {b} what differs.
WORDINGS = Path(__file__).with_suffix(".txt")
SHARES = (("year", 16), ("count", 12), ("kind", 12))


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    told.add_argument("folder", type=Path)
    told.add_argument("--seed", type=int, default=4)
    said = told.parse_args()
    chance = random.Random(said.seed)
    hosts = [host for host in _hosts(said.folder) if _names(host[1])]
    chance.shuffle(hosts)
    kinds = [kind for kind, share in SHARES for _ in range(share)]
    wordings = _wordings()
    found: Counter[str] = Counter()
    for at, (kind, (_, text)) in enumerate(zip(kinds, hosts, strict=False)):
        wording = wordings[kind][at % len(wordings[kind])]
        first, second, host = _injected(kind, wording, text, chance)
        hit = any(_cites(pair, first, second) for pair in _found(host))
        found[kind] += hit
        if not hit:
            print(f"missed {kind}: {first} | {second}")
    for kind, share in SHARES:
        print(f"{kind}: {found[kind]} of {share}")
    print(f"all: {sum(found.values())} of {len(kinds)}")
    plain = hosts[len(kinds) : len(kinds) + PLAIN]
    flags = [(name, pair) for name, text in plain for pair in _found(text)]
    for name, pair in flags:
        print(f"to be judged, {name}: {' | '.join(' '.join(one.split()) for one in pair)}")
    print(f"in {len(plain)} texts as they are: {len(flags)}")
    every = sum(len(list(_found(text))) for _, text in hosts)
    print(f"in all {len(hosts)} texts: {every}; between them: {_between(hosts)}")


def _wordings() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in WORDINGS.read_text("utf-8").splitlines():
        kind, first, second = line.split(" | ")
        found.setdefault(kind, []).append((first, second))
    return found


def _hosts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md") and SHORTEST < path.stat().st_size < LONGEST:
            yield path.name, encoding.lines(encoding.decode(path.read_bytes()))


def _names(text: str) -> list[tuple[str, str]]:
    return sorted({(one[1], one[2]) for one in NAMES.finditer(text)})


def _injected(
    kind: str, wording: tuple[str, str], text: str, chance: random.Random
) -> tuple[str, str, str]:
    """The two sentences, and the text with each as a paragraph of its own in another third."""
    first, last = chance.choice(_names(text))
    told = {"n": f"{first} {last}", "l": last}
    year, count = chance.randint(1961, 2015), chance.randint(0, 9)
    pairs = {"year": (str(year), str(year + chance.randint(1, 4))),
             "count": (NUMBER[count], NUMBER[count + 1]), "kind": ("", "")}  # fmt: skip
    a, b = pairs[kind]
    one, other = (_capital(each.format(a=a, b=b, **told)) for each in wording)
    breaks = [found.end() for found in re.finditer(r"\n\s*\n", text)] or [len(text)]
    early = breaks[len(breaks) // 4]
    late = breaks[(3 * len(breaks)) // 4]
    return one, other, f"{text[:early]}{one}\n\n{text[early:late]}\n\n{other}\n\n{text[late:]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _found(text: str) -> Iterator[tuple[str, ...]]:
    """The passages of each contradiction and discrepancy of a text."""
    told = chronology.tell({1: text})
    for one, other in chronology.conflicts(list(chronology.dated(told, None))):
        yield one.sentence.text, other.sentence.text
    for found in told.discrepancies:
        yield tuple(one.text for one in found.passages)


def _cites(pair: tuple[str, ...], first: str, second: str) -> bool:
    return any(first in one for one in pair) and any(second in one for one in pair)


def _between(hosts: list[tuple[str, str]]) -> int:
    """Contradictions between any two of the texts."""
    some = []
    for name, text in hosts:
        told = chronology.tell({1: text})
        some.append(Document(name, Telling(tuple(chronology.dated(told, None)), told.holdings)))
    found = [*chronology.across(some), *chronology.hands(some)]
    for (name, one), (other, two) in found[:20]:
        print(f"to be judged, {name} and {other}: {one.sentence.text} | {two.sentence.text}")
    return len(found)


if __name__ == "__main__":
    main()
