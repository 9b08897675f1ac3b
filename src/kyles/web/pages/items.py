"""Items: do we have it, who has it, and who was given it?"""

import shlex
from dataclasses import dataclass

from kyles.model import Item, Kind, Side, State, Status
from kyles.store import View, audited, item_lists
from kyles.store.item_lists import Count, Key, Wanted
from kyles.web.choices import Choice, Fits, choices, total
from kyles.web.door import Ask
from kyles.web.item_row import ItemRow, item_row, volume_names
from kyles.web.page import Menu, Told, page
from kyles.web.scope import scope
from kyles.web.shelf import remembered
from kyles.web.viewer import READERS
from kyles.web.words import count as counted
from kyles.web.words import spoken

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list can be filtered by, each value with its count."""

    side: tuple[Choice, ...]
    holder: tuple[Choice, ...]
    volume: tuple[Choice, ...]
    kind: tuple[Choice, ...]
    state: tuple[Choice, ...]
    status: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Told):
    """Some items, how many there are in all, and where the next ones begin."""

    items: tuple[ItemRow, ...]
    defendants: tuple[str, ...]
    total: int | None  # None: not counted, because words were looked for
    filters: Filters
    before: str | None
    after: str | None


@remembered
def many(view: View) -> int:
    """How many items the list has."""
    return item_lists.many(view)


@page("/matters/{matter}/items", menu=Menu("Items", 30, many), roles=READERS)
def items(
    ask: Ask, *, words: str = "", side: Side | None = None, holder: str = "", volume: str = "",
    kind: Kind | None = None, state: State | None = None, status: Status | None = None,
    defendant: str = "", after: str = "", before: str = "",
) -> Items:  # fmt: skip
    """What is held and what was given, by path, with what each defendant was given of it."""
    view, names = ask.view, volume_names(ask.view)
    ids = {name: key for key, name in names.items()}
    wanted = Wanted(
        side or "", holder, ids.get(volume, volume), kind or "", state or "", status or "",
        defendant, words.strip(),
    )  # fmt: skip
    some = item_lists.listed(view, wanted, after=_key(after), before=_key(before), limit=SHOWN + 1)
    shown, more = some[-SHOWN:] if before else some[:SHOWN], len(some) > SHOWN
    told, fits = counts(view), _fits(wanted)
    given: dict[str, dict[str, str]] = {}
    for one in audited.given(view, [item.id for item in shown]):
        given.setdefault(one.item, {})[one.defendant] = one.status.value
    return Items(
        title="Items", says=_says(told), scope=scope(view), command=_command(wanted),
        items=tuple(item_row(item, names, given.get(item.id)) for item in shown),
        defendants=tuple(dict.fromkeys(name for one in told for name, _ in one.statuses)),
        total=None if wanted.words else total(told, fits), filters=_filters(told, fits, names),
        before=_written(shown[0]) if shown and (more if before else bool(after)) else None,
        after=_written(shown[-1]) if shown and (bool(before) or more) else None,
    )  # fmt: skip


@remembered
def counts(view: View) -> list[Count]:
    """All items, counted by what they can be filtered by."""
    return item_lists.counts(view)


def _key(place: str) -> Key | None:
    """Path and id of a place, as they stand in an address: the id, a space, the path."""
    key, _, path = place.partition(" ")
    return (path, key) if place else None


def _written(item: Item) -> str:
    return f"{item.id} {item.path}"


def _fits(wanted: Wanted) -> Fits[Count]:
    return {
        "side": lambda one: wanted.side in ("", one.side),
        "holder": lambda one: wanted.holder in ("", one.holder),
        "volume": lambda one: wanted.volume in ("", one.volume),
        "kind": lambda one: wanted.kind in ("", one.kind),
        "state": lambda one: wanted.state in ("", one.state),
        "status": lambda one: not wanted.status or _has(one, wanted),
    }


def _has(one: Count, wanted: Wanted) -> bool:
    return any(status == wanted.status and wanted.defendant in ("", name)
               for name, status in one.statuses)  # fmt: skip


def _filters(told: list[Count], fits: Fits[Count], names: dict[str, str]) -> Filters:
    return Filters(
        side=choices(told, "side", fits, value=lambda one: one.side, words=str.capitalize),
        holder=choices(told, "holder", fits, value=lambda one: one.holder),
        volume=choices(told, "volume", fits, value=lambda one: names.get(one.volume, "")),
        kind=choices(told, "kind", fits, value=lambda one: one.kind, words=str.capitalize),
        state=choices(told, "state", fits, value=lambda one: one.state, words=_spoken),
        status=_statuses(told, fits),
    )


def _statuses(told: list[Count], fits: Fits[Count]) -> tuple[Choice, ...]:
    """An item that one defendant was given and another was not counts under both."""
    others = [fit for name, fit in fits.items() if name != "status"]
    found: dict[str, int] = {}
    for one in told:
        if all(fit(one) for fit in others):
            for status in {status for _, status in one.statuses}:
                found[status] = found.get(status, 0) + one.count
    return tuple(Choice(name, _spoken(name), found[name]) for name in sorted(found))


def _spoken(name: str) -> str:
    return spoken(name).capitalize()


def _says(told: list[Count]) -> str:
    held = sum(one.count for one in told if one.side == Side.HELD)
    given = sum(one.count for one in told if one.side == Side.PRODUCED)
    return f"{counted(held, 'item is held', 'items are held')}; {given:,} came in volumes."


def _command(wanted: Wanted) -> str:
    words = [f"--{wanted.side}"] if wanted.side else []
    for name in ("holder", "state"):
        words += [f"--{name}", getattr(wanted, name)] if getattr(wanted, name) else []
    return shlex.join(["kyles", "items", *words])
