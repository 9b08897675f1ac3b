"""A volume beside the list that came with it: shared by the rules that compare the two."""

from collections.abc import Iterator, Mapping, Sequence
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
    paths: Mapping[str, str]  # of the volume's items
    numbers: frozenset[object]  # of every page that the defendant was given, as `_key` has them
    files: Mapping[str, int]  # pages of every file that the defendant was given, by name


def deliveries(audit: Audit) -> Iterator[Delivery]:
    """Every volume that came with a list, by defendant and date."""
    for name, one in audit.given.items():
        numbers = frozenset(_key(label) for item in one.items
                            for label in audit.texts.labels.get(item.id, {}).values())  # fmt: skip
        files = {file_name(item.path): item.version.pages for item in one.items}
        for volume in one.volumes:
            own = {item.id: item for item in one.items if item.volume == volume.id}
            entries = tuple(entry for entry in audit.entries if entry.list in own)
            if entries:
                units = tuple(unit for unit in audit.units if _in(unit, own))
                paths = {key: item.path for key, item in own.items()}
                yield Delivery(name, volume, entries, units, paths, numbers, files)


def _in(unit: Unit, own: dict[str, Item]) -> bool:
    return unit.item in own and own[unit.item].role is not Role.LIST


def absent(entry: Entry, delivery: Delivery) -> str:
    """What an entry lists and nothing received answers, in words; "" if all of it is there."""
    facts = entry.facts
    if facts.get("begin"):
        return _absent_numbers(facts, delivery)
    name, pages = facts.get("file", ""), facts.get("pages", "")
    if name and file_name(name) not in delivery.files:
        return name
    there = delivery.files.get(file_name(name), 0)
    if pages.isdigit() and 0 < there < int(pages):
        return f"{name} with {pages} pages ({there} {'is' if there == 1 else 'are'} there)"
    return ""


def _absent_numbers(facts: Mapping[str, str], delivery: Delivery) -> str:
    wanted = _range(facts)
    lacking = [number for number in wanted if _key(number) not in delivery.numbers]
    if not lacking:
        return ""
    label = facts.get("description") or facts.get("title") or facts.get("file") or ""
    cited = lacking[0] if len(lacking) == 1 else f"{lacking[0]} to {lacking[-1]}"
    some = "" if len(lacking) == len(wanted) else f" ({len(lacking)} of {len(wanted)} pages)"
    return f"{cited}{some}: {label}" if label else f"{cited}{some}"


def _range(facts: Mapping[str, str]) -> Sequence[str]:
    """Every number that an entry lists; a first number with a count of pages is a range too."""
    begin, end, pages = facts["begin"], facts.get("end") or facts["begin"], facts.get("pages", "")
    first = bates.parse(begin)
    if begin == end and first and pages.isdigit() and int(pages) > 1:
        end = str(first.plus(int(pages) - 1))
    return bates.between(begin, end) or (begin,)


def _key(number: str) -> object:
    """Equal for each spelling of a number: `HAR 17` and `HAR-000017`."""
    parsed = bates.parse(number)
    return parsed.key if parsed else number


def file_name(path: str) -> str:
    """A file's name in one spelling, without its folders."""
    return normal(path.replace("\\", "/").rsplit("/", 1)[-1])


def unlisted(delivery: Delivery) -> Iterator[Unit]:
    """Documents in none of the list's ranges; where it has none, files that it does not name."""
    ranges = [entry.facts for entry in delivery.entries if entry.facts.get("begin")]
    listed = {_key(number) for facts in ranges for number in _range(facts)}
    names = {file_name(entry.facts["file"]) for entry in delivery.entries
             if entry.facts.get("file")}  # fmt: skip
    for unit in delivery.units:
        if file_name(delivery.paths[unit.item]) in names:
            continue
        if listed and unit.begin:
            if not {_key(unit.begin), _key(unit.end or unit.begin)} & listed:
                yield unit
        elif names and not listed and unit.first == 1:
            yield unit
