"""Physical things, with what a text says of them: how many, live or blank, calibre, make, serial.

Kind `thing`; `value` is what `Thing.value` writes: "ROUNDS LIVE .45 x24". `describe` gives the same
as data, also of things without a single attribute ("a revolver").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kyles.mentions import traits
from kyles.mentions.scanning import every
from kyles.mentions.wording import denied, phrase
from kyles.model import Mention


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing or a number of them; what is not said is None or ""."""

    noun: str  # "ROUNDS", "CASINGS", "REVOLVER", "PHONE", ...
    count: int | None = None
    quality: str = ""  # "LIVE", "BLANK", "DUMMY", "SPENT"
    calibre: str = ""  # ".45", "9MM", "12GA"
    make: str = ""
    serial: str = ""

    @property
    def value(self) -> str:
        """One line, equal for two equal things."""
        count = "" if self.count is None else f"x{self.count}"
        serial = self.serial and f"SERIAL {self.serial}"
        words = (self.noun, self.quality, self.calibre, self.make, serial, count)
        return " ".join(word for word in words if word)


_NOUNS = {
    "ROUNDS": r"(?:rounds?(?: of (?:(?!and\b)\.?[\w&-]+ ){0,4}?(?:ammunition|ammo))?|cartridges?|"
    r"bullets?|ammunition|ammo|blanks|dummies)",
    "CASINGS": r"(?:(?:(?:shell|cartridge|bullet|brass) )?casings?|shell cases?|spent shells?)",
    "PROJECTILE": r"(?:projectiles?|bullet fragments?|slugs?)",
    "REVOLVER": r"revolvers?",
    "PISTOL": r"(?:semi-?automatic )?(?:pistols?|handguns?)",
    "RIFLE": r"rifles?",
    "SHOTGUN": r"shotguns?",
    "FIREARM": r"(?:firearms?|guns?)",
    "PHONE": r"(?:cell ?phones?|(?:cellular|mobile) (?:tele)?phones?|smart ?phones?|iphones?)",
    "KNIFE": r"(?:knife|knives)",
    "DRIVE": r"(?:USB (?:drives?|sticks?)|thumb drives?|flash drives?|hard drives?|SD cards?)",
    "COMPUTER": r"(?:laptops?|laptop computers?|desktop computers?)",
    "METHAMPHETAMINE": r"(?:methamphetamine|crystal meth)",
    "COCAINE": r"cocaine",
    "HEROIN": r"heroin",
    "FENTANYL": r"fentanyl",
    "MARIJUANA": r"(?:marijuana|cannabis)",
}
_AMMUNITION = frozenset({"ROUNDS", "CASINGS", "PROJECTILE"})
_FIREARMS = frozenset({"REVOLVER", "PISTOL", "RIFLE", "SHOTGUN", "FIREARM"})
_DRUGS = frozenset({"METHAMPHETAMINE", "COCAINE", "HEROIN", "FENTANYL", "MARIJUANA"})
_NOUN = phrase(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _NOUNS.items()) + r")\b"
)
_NOT_A_THING = phrase(
    r"(?:toner|ink|printer|(?:first|second|third|final|next|last|new|latest|each|one|another|this|"
    r"opening|all|year|funding|(?-i:Top|Big)) ?|glue|nail|heat|staple|radar|speed|stun|the) $"
)
_GUNS = phrase(
    r"ammunition|cartridge|calib|live|blank|dummy|fired|loaded|magazine|revolver|pistol|\bgun|"
    r"firearm|casing|\bbox"
)
_OF_OTHERS = phrase(r"^s? of (?!ammunition|live|blank|dummy|cal|\.)")  # rounds of golf
_AFTER_NOT = phrase(
    r"^(?:[- ]points?\b| trains?\b|-?proof|-the-|[- ]up\b|"
    r" table|[- ]down\b| trip|house\b| control\b| laws?\b| violence\b| show)"
)


def describe(text: str) -> tuple[Thing, ...]:
    """The things that a text names, in its order."""
    return tuple(thing for thing, _, _ in located(text))


def find(text: str) -> Iterator[Mention]:
    """Things that a text says something of: a bare "gun" is no mention of one gun."""
    for thing, start, end in located(text):
        if thing.quality or thing.calibre or thing.serial or (thing.make and thing.noun) or (
            thing.count is not None and (thing.noun in _AMMUNITION or thing.count > 1)
        ):  # fmt: skip
            yield Mention("thing", thing.value, start, end, text[start:end],
                          denied(text, start, end))  # fmt: skip


@lru_cache(maxsize=1)  # a page is asked for its things, and then for its mentions
def located(text: str) -> tuple[tuple[Thing, int, int], ...]:
    """The things that a text names, each with where it begins and ends."""
    return tuple(_located(text))


def _located(text: str) -> Iterator[tuple[Thing, int, int]]:
    nouns = [found for found in every(_NOUN, text) if _is_thing(found)]
    for at, found in enumerate(nouns):
        floor = nouns[at - 1].end() if at else 0
        ceiling = nouns[at + 1].start() if at + 1 < len(nouns) else len(text)
        thing, start = _one(found, _before(found, floor), _after(found, ceiling))
        if thing.noun not in _AMMUNITION or _sure(found, thing):
            yield thing, start, found.end()


def _is_thing(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 16) : found.start()]
    after = found.string[found.end() : found.end() + 16]
    if found.lastgroup in _FIREARMS and (next_one := _NOUN.match(after.lstrip())):
        return next_one.lastgroup not in _FIREARMS  # "pistol revolver": one weapon, the second word
    if found.lastgroup == "ROUNDS" and _OF_OTHERS.match(after):
        return False
    return not _AFTER_NOT.match(after) and not (
        _NOT_A_THING.search(before) and found[0].lower() in {"round", "cartridge", "gun", "rounds"}
    )


def _sure(found: re.Match[str], thing: Thing) -> bool:
    """ "Rounds", "shells" and "blanks" are many things: one attribute must make them ammunition."""
    word = found[0].lower()
    if word in {"blanks", "dummies"}:
        return thing.count is not None or bool(thing.calibre)
    told = bool(thing.quality or thing.calibre or thing.make)
    if word in {"casing", "casings"}:  # of a house, of a machine, of a site to be robbed
        return told or _near_guns(found)
    if word in {"round", "bullet", "slug"}:
        return told
    if word in {"rounds", "bullets", "slugs"}:
        return told or (thing.count is not None and _near_guns(found))
    return True


def _near_guns(found: re.Match[str]) -> bool:
    text = found.string
    nearby = (
        text[max(0, found.start() - 120) : found.start()] + text[found.end() : found.end() + 120]
    )
    return _GUNS.search(nearby) is not None


def _before(found: re.Match[str], floor: int) -> str:
    """At most 60 characters before a noun, in its own sentence, behind the noun before."""
    window = found.string[max(floor, found.start() - 60) : found.start()]
    return re.split(r"(?<![A-Z])(?<!\bcal)\.\s|[;:]\s|\n\s*\n", window)[-1]


def _after(found: re.Match[str], ceiling: int) -> str:
    window = found.string[found.end() : min(ceiling, found.end() + 60)]
    return re.split(r"(?<!\bno)(?<!\bcal)\.(?:\s|$)|;|\n\s*\n", window, flags=re.IGNORECASE)[0]


def _one(found: re.Match[str], before: str, after: str) -> tuple[Thing, int]:
    noun = str(found.lastgroup)
    count, back = (None, 0) if noun in _DRUGS else traits.count(before, after)
    near = traits.nearest(before)
    thing = Thing(
        noun=noun,
        count=1 if count is None and traits.single(found[0], near) else count,
        quality=traits.quality(found[0], near, after) if noun in _AMMUNITION else "",
        calibre=traits.calibre(near + found[0]) or traits.calibre(after)
        if noun in _AMMUNITION | _FIREARMS
        else "",
        make=traits.make(near + found[0]) or traits.make(after),
        serial=traits.serial(after) or traits.serial(before),
    )
    return thing, found.start() - back
