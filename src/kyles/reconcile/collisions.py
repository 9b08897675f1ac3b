"""One number, and perhaps two incidents: records under this matter's number that share nothing.

Agencies number for themselves, and one of them may give two cases one number. Records of one source
that name this matter's incident are compared with all the others that do: whom they name, which
places, and when their things were received. What new evidence is ordinarily like, a new name and a
new place, is no sign where anything at all is shared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyles.mentions import normal
from kyles.model import Item, Matter
from kyles.reconcile.given import Texts
from kyles.reconcile.held import Held
from kyles.reconcile.incident_profiles import profile_of
from kyles.reconcile.profiles import Profile, joined
from kyles.reconcile.spoken import Spoken

TELLING = ("person", "place", "mark")  # of which one in common is enough
NAMED = 3  # names that are told
APART = 60  # days between the things of two records of one incident


@dataclass(frozen=True, slots=True)
class Collision:
    """Items of one source under a number, and what they and the others name differently."""

    number: str
    items: tuple[Item, ...]
    differ: tuple[str, ...]  # in words


def collisions(matter: Matter, held: Held, spoken: Spoken, texts: Texts) -> Iterator[Collision]:
    """Sources whose records under this matter's numbers share nothing with the other sources'.

    The source with the most of them is not asked about: the others are asked about beside it.
    """
    for number in matter.incidents:
        groups = _groups(number, held, spoken)
        main = max(groups, key=lambda key: (len(groups[key]), groups[key][-1].path), default="")
        profiles = {key: profile_of(some, spoken, texts) for key, some in groups.items()}
        for key, some in sorted(groups.items()):
            others = [profiles[other] for other in groups if other != key]
            differ = tuple(_differences(profiles[key], others))
            if key != main and len(differ) > 1:
                yield Collision(number, tuple(some), differ)


def _groups(number: str, held: Held, spoken: Spoken) -> dict[str, list[Item]]:
    """Items that name the number, and no other one, by the source that they came from."""
    found: dict[str, list[Item]] = {}
    for item in held.owed():
        told = {normal(item.incident)} if item.incident else {
            one.mention.value for one in spoken.of(item.id) if one.mention.kind == "incident"
        }  # fmt: skip
        if told == {normal(number)}:
            found.setdefault(item.source, []).append(item)
    return found


def _differences(one: Profile, others: Sequence[Profile]) -> Iterator[str]:
    """In what a source's records differ from all others; nothing, where they share anything."""
    other = joined(others)
    if {entity for entity in one.entities & other.entities if entity[0] in TELLING}:
        return
    for kind, noun in (("person", "people"), ("place", "places")):
        ours, theirs = (_names(profile, kind) for profile in (one, other))
        if ours and theirs:
            yield f"the {noun} that they name ({ours} against {theirs})"
    if one.days and other.days:
        apart = min(abs(a - b) for a in one.days for b in other.days)
        if apart > APART:
            yield f"when things were received ({apart} days apart)"


def _names(profile: Profile, kind: str) -> str:
    """The first few names of a kind, in order."""
    names = sorted(value for told, value in profile.entities if told == kind)
    return ", ".join(names[:NAMED])
