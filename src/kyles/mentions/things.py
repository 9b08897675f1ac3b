"""Physical things, with what a text says of them: how many, live or blank, calibre, make, serial.

Kind `thing`; `value` is what `Thing.value` writes: "ROUNDS LIVE .45 x24". `describe` gives the same
as data, also of things without a single attribute ("a revolver").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kyles.mentions.numerals import NUMERAL, value_of
from kyles.mentions.wording import denied, normal, phrase
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
    "ROUNDS": r"(?:rounds?(?: of (?:(?!and\b)\.?[\w&-]+ ){0,4}?(?:ammunition|ammo))?|cartridges?|bullets?|"
    r"ammunition|ammo|blanks|dummies)",
    "CASINGS": r"(?:(?:(?:shell|cartridge|bullet|brass) )?casings?|shell cases?|spent shells?)",
    "PROJECTILE": r"(?:projectiles?|bullet fragments?|slugs?)",
    "REVOLVER": r"revolvers?",
    "PISTOL": r"(?:semi-?automatic )?(?:pistols?|handguns?)",
    "RIFLE": r"rifles?",
    "SHOTGUN": r"shotguns?",
    "FIREARM": r"(?:firearms?|guns?)",
    "PHONE": r"(?:cell ?phones?|cell(?:ular)? (?:tele)?phones?|mobile phones?|smart ?phones?|iphones?)",
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
_NOUN = phrase(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _NOUNS.items()) + r")\b"
)
_NOT_A_THING = phrase(
    r"(?:toner|ink|printer|(?:first|second|third|final|next|last|new|latest|each|one|another|this|"
    r"opening|all|year|funding|(?-i:Top|Big)) ?|glue|nail|heat|staple|radar|speed|stun|the) $"
)
_AFTER_NOT = phrase(
    r"^(?:[- ]points?\b| trains?\b|-?proof|s? of (?!ammunition|live|blank|dummy|\.)|-the-|[- ]up\b|"
    r" table|[- ]down\b| trip|house\b| control\b| laws?\b| violence\b| show)"
)
_QUALITY = {
    "LIVE": r"live|unfired|unspent",
    "BLANK": r"blanks?",
    "DUMMY": r"dumm(?:y|ies)|inert|practice",
    "SPENT": r"spent|fired|expended",
}
_QUALITIES = [(name, phrase(rf"\b(?:{words})\b")) for name, words in _QUALITY.items()]
_CALIBRE = phrase(
    r"(?<![\d$.])\.(?P<dot>17|22|223|25|270|30|300|303|308|32|338|357|38|380|40|44|45|454|50)"
    r"(?=$|[\s,;)-]|cal)|\b(?P<plain>22|25|32|38|40|44|45|50)[- ]?cal(?:iber|ibre|\.|\b)"
    r"|\bcal(?:iber|ibre)?\.?:? ?\.?(?P<after>17|22|223|25|32|357|38|380|40|44|45|50)\b"
    r"|\b(?P<mm>5\.56|7\.62|9|10)(?:x\d\d)? ?mm\b|\b(?P<gauge>10|12|16|20|28)[- ](?:gauge|ga\b)"
)
_MAKES = (
    "Colt", "Smith & Wesson", "Smith and Wesson", "S&W", "Glock", "Ruger", "SIG Sauer", "Beretta",
    "Taurus", "Pietta", "Uberti", "Remington", "Winchester", "Mossberg", "Springfield", "Walther",
    "Hornady", "Starline", "Fiocchi", "PMC", "Samsung", "Apple", "Motorola", "Dell", "Lenovo",
)  # fmt: skip
_MAKE = phrase(r"\b(?P<make>" + "|".join(map(re.escape, _MAKES)).replace(r"\ ", " ") + r")\b")
_SERIAL = phrase(
    r"\b(?:serial|S/N|SN)(?: (?:no|number|num))?[.:#]{0,2} ?#?(?:of |is )?"
    r"(?P<serial>(?-i:(?=[A-Z-]*\d)[A-Z0-9][A-Z0-9-]{2,19}))\b"
)
_COUNT = phrase(
    rf"(?<![\w.$/#-])(?P<count>{NUMERAL})(?![\w%]|[.:/-]\d| ?[- ]?(?:cal|mm\b|gauge|ga\b))"
)
_COUNT_AFTER = phrase(
    r"^[,:]? ?(?:\((?P<brackets>\d{1,5})\)|(?:x|qty|quantity|count)[.:]? ?(?P<times>\d{1,5})\b|"
    r"(?P<figure>\d{1,5}) (?:count|ct|each|ea)\b)"
)
_BETWEEN = phrase(r"^(?:[\w.&/'-]+ ?){0,5}$")
_BARRIER = phrase(r"\b(?:boxe?s?|bags?|magazines?|containers?|packages?|envelopes?|were|was|and|to|in|"
                  r"from|by|with|on|at|for|people|times|years?|days?|hours?)\b")  # fmt: skip


def describe(text: str) -> tuple[Thing, ...]:
    """The things that a text names, in its order."""
    return tuple(thing for thing, _, _ in _things(text))


def find(text: str) -> Iterator[Mention]:
    """Things that a text says something of: a bare "gun" is no mention of one gun."""
    for thing, start, end in _things(text):
        if thing.quality or thing.calibre or thing.serial or (thing.make and thing.noun) or (
            thing.count is not None and (thing.noun in _AMMUNITION or thing.count > 1)
        ):  # fmt: skip
            yield Mention("thing", thing.value, start, end, text[start:end],
                          denied(text, start, end))  # fmt: skip


def _things(text: str) -> Iterator[tuple[Thing, int, int]]:
    nouns = [found for found in _NOUN.finditer(text) if _is_thing(found)]
    for at, found in enumerate(nouns):
        floor = nouns[at - 1].end() if at else 0
        ceiling = nouns[at + 1].start() if at + 1 < len(nouns) else len(text)
        thing, start = _one(found, _before(found, floor), _after(found, ceiling))
        if thing.noun not in _AMMUNITION or _sure(found, thing):
            yield thing, start, found.end()


def _is_thing(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 16) : found.start()]
    after = found.string[found.end() : found.end() + 16]
    return not _AFTER_NOT.match(after) and not (
        _NOT_A_THING.search(before) and found[0].lower() in {"round", "cartridge", "gun", "rounds"}
    )


def _sure(found: re.Match[str], thing: Thing) -> bool:
    """ "Rounds", "shells" and "blanks" are many things: one attribute must make them ammunition."""
    word = found[0].lower()
    if word in {"blanks", "dummies"}:
        return thing.count is not None or bool(thing.calibre)
    if word in {"round", "rounds"}:
        return bool(thing.quality or thing.calibre or thing.make) or (
            thing.count is not None and _near_guns(found)
        )
    return word not in {"slug", "slugs"} or bool(thing.count)


def _near_guns(found: re.Match[str]) -> bool:
    nearby = found.string[max(0, found.start() - 120) : found.end() + 120]
    return re.search(r"ammunition|cartridge|calib|live|blank|dummy|fired|loaded|magazine|revolver|"
                     r"pistol|\bgun|firearm|casing|\bbox", nearby, re.I) is not None  # fmt: skip


def _before(found: re.Match[str], floor: int) -> str:
    """At most 60 characters before a noun, in its own sentence, behind the noun before."""
    window = found.string[max(floor, found.start() - 60) : found.start()]
    return re.split(r"(?<![A-Z])(?<!\bcal)\.\s|[;:]\s|\n\s*\n", window)[-1]


def _after(found: re.Match[str], ceiling: int) -> str:
    window = found.string[found.end() : min(ceiling, found.end() + 60)]
    return re.split(r"(?<!\bno)(?<!\bcal)\.(?:\s|$)|;|\n\s*\n", window, flags=re.I)[0]


def _one(found: re.Match[str], before: str, after: str) -> tuple[Thing, int]:
    noun = str(found.lastgroup)
    count, back = _count(before, after)
    near = _nearest(before)
    thing = Thing(
        noun=noun,
        count=1 if count is None and _single(found[0], near) else count,
        quality=_quality(found[0], near, after) if noun in _AMMUNITION else "",
        calibre=_calibre(near + found[0]) or _calibre(after)
        if noun in _AMMUNITION | _FIREARMS
        else "",
        make=_make(near + found[0]) or _make(after),
        serial=_serial(after) or _serial(before),
    )
    return thing, found.start() - back


def _nearest(before: str) -> str:
    """What may qualify the noun: the words after the last comma that begins another thing."""
    return re.split(r",\s(?=(?:a|an|one|two|\d+)\s)|\b(?:and|with)\s", before)[-1]


def _count(before: str, after: str) -> tuple[int | None, int]:
    """A count, and how many characters before the noun it begins (0 for one behind it)."""
    for found in reversed(list(_COUNT.finditer(before))):
        between = before[found.end() :].strip()
        if found["count"].lower() in {"a", "an"} or _BARRIER.search(between):
            continue
        if _BETWEEN.match(between):
            return value_of(found["count"]), len(before) - found.start()
    if found := _COUNT_AFTER.match(after):
        return int(found["brackets"] or found["times"] or found["figure"]), 0
    return None, 0


def _single(noun: str, near: str) -> bool:
    """ "A Colt revolver" is one."""
    article = re.search(r"(?:^|\s)(?:an?|one)\s+(?:[\w.&-]+\s+){0,4}$", near, re.I)
    return article is not None and not noun.lower().endswith(("s", "ammunition", "ammo"))


def _quality(word: str, near: str, after: str) -> str:
    if word.lower() in {"blanks", "dummies"}:
        return "BLANK" if word.lower() == "blanks" else "DUMMY"
    told = [name for name, pattern in _QUALITIES if pattern.search(f"{near} {word}")]
    behind = re.match(r"\s*(?:\(\d+\))?,?\s*\(?(live|blank|dummy|inert|spent)\b", after, re.I)
    if not told and behind:
        told = [name for name, pattern in _QUALITIES if pattern.match(behind[1])]
    return told[0] if len(told) == 1 else ""


def _calibre(window: str) -> str:
    found = _CALIBRE.search(window)
    if not found:
        return ""
    if found["mm"] or found["gauge"]:
        return f"{found['mm']}MM" if found["mm"] else f"{found['gauge']}GA"
    return f".{found['dot'] or found['plain'] or found['after']}"


def _make(window: str) -> str:
    found = _MAKE.search(window)
    if not found:
        return ""
    make = re.sub(r"\s+", " ", found["make"].upper()).replace(" AND ", " & ")
    return "SMITH & WESSON" if make == "S&W" else make


def _serial(window: str) -> str:
    found = _SERIAL.search(window)
    return normal(found["serial"]) if found else ""
