"""Where was looked, in words: no statement about what is not there goes without them."""

from collections.abc import Iterable
from datetime import date

from kyles.model import Item, Volume
from kyles.model.item import NOT_READ
from kyles.reconcile.given import Given

FEW = 5  # names that are all told


def productions(one: Given) -> str:
    """`the productions to Harlan loaded here (VOL001 to VOL007, as of 1 March 2024; ...)`."""
    if not one.volumes:
        return f"what was given to {one.defendant}: no production is loaded here"
    told = [_as_of(one.volumes), _unread(one.items)]
    scope = "; ".join(filter(None, told))
    noun = "production" if len(one.volumes) == 1 else "productions"
    return f"the {noun} to {one.defendant} loaded here ({scope})"


def everything(holders: Iterable[str], given: Iterable[Given]) -> str:
    """`what was added here (County Sheriff; VOL001 to VOL007)`."""
    volumes = {volume.id: volume for one in given for volume in one.volumes}
    told = [*_few(sorted(set(holders))), *_few([one.name for one in _dated(volumes.values())])]
    return f"what was added here ({'; '.join(told)})"


def _dated(volumes: Iterable[Volume]) -> list[Volume]:
    return sorted(volumes, key=lambda one: (one.on is None, one.on or "", one.name))


def _as_of(volumes: Iterable[Volume]) -> str:
    some = list(volumes)
    names = _few(list(dict.fromkeys(one.name for one in some)))
    dates = sorted(one.on for one in some if one.on)
    return ", as of ".join([*names, *(day(one) for one in dates[-1:])])


def _few(names: list[str]) -> list[str]:
    """Names in one phrase, the first and the last of many; [] for none."""
    if len(names) > FEW:
        return [f"{names[0]} to {names[-1]}"]
    return [", ".join(names)] if names else []


def _unread(some: Iterable[Item]) -> str:
    count = sum(item.version.state in NOT_READ for item in some)
    return f"{count:,} {'file' if count == 1 else 'files'} unreadable" if count else ""


def day(iso: str) -> str:
    """`1 March 2024` for 2024-03-01."""
    told = date.fromisoformat(iso)
    return f"{told.day} {told:%B %Y}"
