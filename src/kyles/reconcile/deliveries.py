"""A volume beside the list that came with it: shared by the rules that compare the two."""

from collections.abc import Iterator
from dataclasses import dataclass

from kyles.mentions import bates, normal
from kyles.model import Item, Role, Unit, Volume
from kyles.reconcile.audit_view import Audit
from kyles.store.lists import Entry


@dataclass(frozen=True)
class Delivery:
    """What one defendant received in one volume, and what its list says."""

    defendant: str
    volume: Volume
    entries: tuple[Entry, ...]
    units: tuple[Unit, ...]  # documents of the volume, its lists apart
    numbers: frozenset[str]  # Bates numbers of every page that the defendant was given
    files: frozenset[str]  # names of every file that the defendant was given


def deliveries(audit: Audit) -> Iterator[Delivery]:
    """Every volume that came with a list, by defendant and date."""
    for name, one in audit.given.items():
        numbers = frozenset(label for item in one.items
                            for label in audit.texts.labels.get(item.id, {}).values())  # fmt: skip
        files = frozenset(normal(item.path.rsplit("/", 1)[-1]) for item in one.items)
        for volume in one.volumes:
            own = {item.id: item for item in one.items if item.volume == volume.id}
            entries = tuple(entry for entry in audit.entries if entry.list in own)
            if entries:
                units = tuple(unit for unit in audit.units if _in(unit, own))
                yield Delivery(name, volume, entries, units, numbers, files)


def _in(unit: Unit, own: dict[str, Item]) -> bool:
    return unit.item in own and own[unit.item].role is not Role.LIST


def absent(entry: Entry, delivery: Delivery) -> str:
    """What an entry lists and nothing received answers, in words; "" if all of it is there."""
    facts = entry.facts
    label = facts.get("description") or facts.get("title") or facts.get("file") or ""
    if facts.get("begin"):
        wanted = bates.between(facts["begin"], facts.get("end") or facts["begin"])
        lacking = [number for number in wanted if number not in delivery.numbers]
        if not lacking:
            return ""
        cited = lacking[0] if len(lacking) == 1 else f"{lacking[0]} to {lacking[-1]}"
        some = "" if len(lacking) == len(wanted) else f" ({len(lacking)} of {len(wanted)} pages)"
        return f"{cited}{some}: {label}" if label else f"{cited}{some}"
    if facts.get("file") and normal(facts["file"].replace("\\", "/").rsplit("/", 1)[-1]) not in (
        delivery.files
    ):
        return str(facts["file"])
    return ""


def unlisted(delivery: Delivery) -> Iterator[Unit]:
    """Documents with numbers that lie in none of the list's ranges."""
    ranges = [entry.facts for entry in delivery.entries if entry.facts.get("begin")]
    listed = {
        number
        for facts in ranges
        for number in bates.between(facts["begin"], facts.get("end") or facts["begin"])
    }
    if not listed:
        return
    for unit in delivery.units:
        if unit.begin and unit.begin not in listed and (unit.end or unit.begin) not in listed:
            yield unit
