"""Items rebooked under other numbers, to be found again: `python bench/linking.py FOLDER`.

    python bench/linking.py FOLDER [--seeds 11 12 13] [--write OUT]

FOLDER has the public incident lists and the property printout that the structure is taken from:
numbers, places, natures and times of about 680 real incidents, and the makes, models, calibres and
serial numbers of a property room's lines. People, reports and whatever else was in a room are
invented. 200 items get another incident's number, other words for the same thing, misread letters,
and often no name, another collector and a later day. Every other incident is a distractor of the
same kind. For each item all incidents are ranked. `--write` leaves the items and incidents as JSON
for `linking_peers.py`, which ranks them by exact numbers, TF-IDF and splink.
"""

import argparse
import csv
import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from ranks import figures

from kyles import mentions
from kyles.mentions import things
from kyles.reconcile.likeness import Likeness
from kyles.reconcile.profiles import Profile, joined, of_page, of_row

REBOOKED = 200
CONFUSED = str.maketrans("O0I1S5B8Z2G6", "0O1I5S8B2Z6G")
HEADS = "Lind Hart Brand West Ash Kel Mor Thorn Wick Dal Far Gil Hol Nor Pem Rus Stan Tol Ver Wal"
TAILS = (
    "quist well strom brook ford sey land bury ham ton field gate ley man worth den wick by er son"
)
FIRST = "Ann Ben Carla Dov Elsa Fay Gus Hal Ida Jon Kai Lea Max Nia Otto Pia Ray Sue Tom Una"
RANKS = ("Deputy", "Officer", "Det.", "Sgt.")
SITES = ("Juniper Ranch", "Cold Creek Motel", "Harbor Warehouse", "Mesa Apartments", "Old Mill")

#: How a report, an inventory and a second inventory call the same thing.
THINGS = (
    ("a black Samsung phone with a cracked screen", "CELL PHONE SAMSUNG BLK CRACKED",
     "mobile phone, dark, screen broken"),
    ("a red mountain bicycle", "BICYCLE MTN RED", "bike, red"),
    ("a brown leather jacket", "JACKET LEATHER BRN", "coat of leather"),
    ("a silver laptop computer", "LAPTOP COMPUTER SILVER", "notebook, metallic"),
    ("a gold wedding ring with an inscription", "RING GOLD INSCRIBED",
     "jewelry, gold band, engraved"),
    ("24 live .45 cartridges in a box", "BOX W/24 LIVE .45 CARTRIDGES",
     "ammunition, .45, 24 rounds, live"),
    ("a clear bag with methamphetamine", "BAGGIE METHAMPHETAMINE 2.1G", "crystal meth, bag"),
    ("a folding knife with a bone handle", "KNIFE FOLDING BONE HANDLE", "pocket blade, bone grip"),
    ("a USB drive on a lanyard", "USB DRIVE W/LANYARD", "flash drive"),
    ("a crowbar with blue paint", "CROWBAR BLUE PAINT TRANSFER", "pry bar, painted"),
    ("a green backpack with tools", "BACKPACK GRN W/TOOLS", "rucksack, tool set"),
    ("three spent 9 mm casings", "CASINGS SPENT 9MM QTY 3", "shell cases, 9mm, (3)"),
)  # fmt: skip
STORIES = """
{rank} {officer} went to {place} for a report of {nature}. {people} said what had happened. \
{officer} collected {things} and booked the property.
On arrival at {place} I, {rank} {officer}, spoke with {people} about the {nature}. I took \
custody of {things}. Photographs were taken before I left.
Dispatch sent {rank} {officer} to {place} ({nature}). Contact was made with {people}, who \
handed over {things}. Nothing further was found that night.
"""


@dataclass(frozen=True)
class Thing:
    """One thing as a report, its own row and a second list describe it."""

    story: str
    row: str
    other: str
    serial: str = ""


@dataclass(frozen=True)
class Incident:
    number: str
    place: str
    nature: str
    day: date
    people: tuple[str, ...]
    officer: str
    report: str
    rows: tuple[dict[str, str], ...] = field(default=())


@dataclass(frozen=True)
class Lost:
    """An item under another number, and the incident that it is of."""

    row: dict[str, str]
    truth: str


def listed(folder: Path) -> list[dict[str, str]]:
    """The rows of every incident list below a folder, each number once."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                told = {re.sub(r"\W", "", name or "").lower().replace("_", ""): value
                        for name, value in row.items()}  # fmt: skip
                if told.get("incidentnumber") and told.get("nature") and told.get("location"):
                    found.setdefault(told["incidentnumber"], told)
    return list(found.values())


def firearms(folder: Path) -> list[Thing]:
    """The lines of a property printout: two lines a weapon."""
    import pypdfium2

    found = []
    for path in sorted(folder.rglob("*firearm*.pdf")):
        text = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
        lines = [line.strip() for line in text.splitlines()]
        for line, below in pairwise(lines):
            if tag := re.match(r"(\w+) Tag#:", below):
                words = re.sub(r"\s+(?:FOUND|EVID\w*)\s+[\w_]+$", "", line)
                sort = words.split()[0].lower()
                rest = words.split(maxsplit=2)[-1].title()
                serial = tag[1] if any(map(str.isdigit, tag[1])) else ""
                marked = f" with serial number {serial}" if serial else ""
                other = {"pistol": "handgun", "rifle": "long gun", "shotgun": "scatter gun"}[sort]
                found.append(Thing(f"a {sort} ({rest}){marked}", f"{words} SER {serial}".strip(),
                                   f"{other}, {rest}", serial))  # fmt: skip
    return found


def incidents(folder: Path, chance: random.Random) -> list[Incident]:
    """Real incidents with invented people, reports and property."""
    weapons = firearms(folder)
    names = [f"{head}{tail}" for head in HEADS.split() for tail in TAILS.split()]
    officers = chance.sample(names, 40)
    return [
        _incident(told, chance, weapons=weapons, names=names, officers=officers)
        for told in listed(folder)
    ]


def _incident(
    told: Mapping[str, str], chance: random.Random, *, weapons: Sequence[Thing],
    names: Sequence[str], officers: Sequence[str],
) -> Incident:  # fmt: skip
    people = tuple(f"{chance.choice(FIRST.split())} {_often(names, chance)}"
                   for _ in range(chance.randint(1, 4)))  # fmt: skip
    officer = _often(officers, chance)
    things = [_thing(chance, weapons) for _ in range(chance.choice((0, 1, 1, 2, 3)))]
    month, day, year = (int(part) for part in re.split(r"\D", told["datetime"])[:3])
    at = date(year, month, day) + timedelta(days=chance.randint(0, 600))
    place = told["location"].title() if told["location"] else ""
    place = f"{place}, the {chance.choice(SITES)}," if chance.random() < 0.2 else place
    report = chance.choice(STORIES.strip().splitlines()).format(
        rank=chance.choice(RANKS), officer=officer, place=place, nature=told["nature"].lower(),
        people=" and ".join(f"witness {one}" for one in people),
        things=" and ".join(one.story for one in things) or "no property",
    )  # fmt: skip
    rows = tuple(_row(one, told["incidentnumber"], people, officer, at, chance) for one in things)
    return Incident(
        told["incidentnumber"], place, told["nature"], at, people, officer, report, rows
    )


def _often(some: Sequence[str], chance: random.Random) -> str:
    """A name, the first ones more often than the last."""
    return some[min(int(chance.paretovariate(0.6)) - 1, len(some) - 1) if chance.random() < 0.3
                else chance.randrange(len(some))]  # fmt: skip


def _thing(chance: random.Random, weapons: Sequence[Thing]) -> Thing:
    if weapons and chance.random() < 0.4:
        one = chance.choice(weapons)
        if one.serial:  # each weapon has a number of its own
            serial = re.sub(r"\d", lambda _: str(chance.randrange(10)), one.serial)
            return Thing(*(part.replace(one.serial, serial) for part in
                           (one.story, one.row, one.other)), serial)  # fmt: skip
        return one
    return Thing(*chance.choice(THINGS))


def _row(
    one: Thing, number: str, people: Sequence[str], officer: str, day: date, chance: random.Random
) -> dict[str, str]:
    return {"incident": number, "description": one.row, "received_from": chance.choice(people),
            "collected_by": officer, "received_on": day.isoformat(), "other": one.other,
            "serial": one.serial}  # fmt: skip


def rebooked(some: Sequence[Incident], chance: random.Random) -> tuple[list[Incident], list[Lost]]:
    """The incidents without the items that were rebooked, and these items."""
    of_rows = [(one, at) for one in some for at in range(len(one.rows))]
    lost, gone = [], set()
    for one, at in chance.sample(of_rows, REBOOKED):
        gone.add((one.number, at))
        lost.append(Lost(_noisy(one, one.rows[at], some, chance), one.number))
    left = [
        replace(one, rows=tuple(row for at, row in enumerate(one.rows)
                                if (one.number, at) not in gone))
        for one in some
    ]  # fmt: skip
    return left, lost


def _noisy(
    one: Incident, row: Mapping[str, str], some: Sequence[Incident], chance: random.Random
) -> dict[str, str]:
    words = row["other"] if chance.random() < 0.5 else row["description"]
    serial = row["serial"] if chance.random() < 0.4 else ""
    words = words if serial else re.sub(r"\s*SER \S+", "", words)
    note = f"from {one.place}" if chance.random() < 0.35 else ""
    other = chance.choice(some)
    return {
        "incident": other.number, "description": _misread(words, chance),
        "serial": _misread(serial, chance),
        "received_from": _misread(row["received_from"], chance) if chance.random() < 0.75 else "",
        "collected_by": one.officer if chance.random() < 0.4 else other.officer,
        "received_on": (one.day + timedelta(days=chance.randint(0, 900))).isoformat(),
        "note": _misread(note, chance),
    }  # fmt: skip


def _misread(words: str, chance: random.Random) -> str:
    """In a quarter of the cells one letter is misread, left out or doubled."""
    if len(words) < 4 or chance.random() >= 0.25:
        return words
    at = chance.randrange(1, len(words) - 1)
    letter = words[at]
    changed = chance.choice((letter.translate(CONFUSED), "", letter * 2, chance.choice("aeinrst")))
    return words[:at] + changed + words[at + 1 :]


def profile(one: Incident) -> Profile:
    said = mentions.find_all(one.report)
    described = things.describe(one.report)
    return joined((of_page(one.report, said, described), *map(of_row, one.rows),
                   of_row({"place": one.place, "collected_by": one.officer,
                           "received_on": one.day.isoformat()})))  # fmt: skip


def ranked(some: Iterable[Incident], lost: Iterable[Lost]) -> list[list[tuple[str, float]]]:
    likeness = Likeness({one.number: profile(one) for one in some})
    return [likeness.ranked(of_row(one.row)) for one in lost]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13])
    parser.add_argument("--write", type=Path)
    told = parser.parse_args()
    print("| seed | R@1 | R@5 | R@20 | precision at recall .8 | at .9 |\n|---|---|---|---|---|---|")
    for seed in told.seeds:
        chance = random.Random(seed)
        some, lost = rebooked(incidents(told.folder, chance), chance)
        print(f"| {seed} | {figures(ranked(some, lost), [one.truth for one in lost])} |")
        if told.write:
            written: dict[str, Any] = {"incidents": [asdict(one) for one in some],
                                       "lost": [asdict(one) for one in lost]}  # fmt: skip
            told.write.mkdir(parents=True, exist_ok=True)
            (told.write / f"{seed}.json").write_text(json.dumps(written, default=str), "utf-8")


if __name__ == "__main__":
    main()
