"""Recordings: what of a held one was given, by its bytes, its streams, or its sound.

The same streams are the same recording in another container, or with other metadata. What was cut,
muted or coded again is found by its sound, where fpcalc is installed; of the picture of a film
nothing is compared then, which is told. Where nothing can be compared no claim is made: the
recording is `unreadable`, with the reason. A transcript is no recording.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from kyles.fingerprint import media
from kyles.fingerprint.media import Recordings, Span
from kyles.model import Item, Status
from kyles.model.coverage import Heard, Place, Stretch
from kyles.progress import Progress
from kyles.reconcile.lines import Details
from kyles.reconcile.recordings import fpcalc
from kyles.reconcile.recordings.fpcalc import Sound
from kyles.reconcile.recordings.listening import sounds
from kyles.store import Store

__all__ = ["TOLD", "Given", "cover", "is_recording", "share", "status"]

TOLD = ("duration", "stream", "stream_hash")  # details that say how a recording is compared
MEDIA_TYPE = "audio/*"
FILM, SOUND = "film", "sound"
A_YEAR = 3.2e7  # seconds; no recording is longer


def is_recording(item: Item) -> bool:
    return item.version.media_type == MEDIA_TYPE


@dataclass(frozen=True)
class Given:
    """The recordings that a defendant was given, what they tell of themselves, where they are."""

    items: Sequence[Item]
    told: Callable[[Item], Details]
    place: Callable[[Item], Place]

    @cached_property
    def streams(self) -> Sequence[tuple[Item, frozenset[str]]]:
        return [(item, _streams(self.told(item))) for item in self.items]


def cover(
    store: Store, held: Sequence[Item], given: Given, *, progress: Progress | None = None
) -> dict[str, Heard]:
    """What was given of held recordings, by item."""
    found = {item.id: one for item in held if (one := _by_stream(item, given))}
    rest = [item for item in held if item.id not in found or found[item.id].lacks]
    heard: Mapping[str, Sound] = {}
    why = "" if fpcalc.version() else fpcalc.NOT_INSTALLED
    if rest and given.items and not why:
        heard = sounds(store, [*rest, *given.items], progress)
    listened = _Listened(given, heard, why)
    return found | {item.id: listened.cover(item, found.get(item.id)) for item in rest}


def status(heard: Heard) -> Status:
    """What was given of a recording, in a word."""
    if not heard.by:
        return Status.UNREADABLE if heard.note else Status.NOT_DISCLOSED
    return Status.IN_PART if heard.missing or heard.lacks else Status.DISCLOSED


def share(heard: Heard) -> float | None:
    """The part of a recording's time that was given; None where that is not known."""
    if not heard.by:
        return None if heard.note or not heard.seconds else 0.0
    lost = sum(gap.end - gap.start for gap in heard.missing)
    return round(1 - lost / heard.seconds, 4) if heard.seconds else 1.0


def _streams(told: Details) -> frozenset[str]:
    return frozenset(value for name, value in told if name == "stream_hash")


def _kinds(told: Details) -> set[str]:
    """The kinds of a recording's streams: sound, film."""
    return {value.split(",")[0] for name, value in told if name == "stream"}


def _seconds(told: Details) -> float:
    """How long the file says it is; 0 where it does not."""
    (known, *_) = [value for name, value in told if name == "duration"] or ["0 s"]
    return float(known.removesuffix(" s"))


def _by_stream(item: Item, given: Given) -> Heard | None:
    """Found by its streams in one recording that was given: by all of them, or by some."""
    told = given.told(item)
    own = {value.split()[0]: value for value in sorted(_streams(told))}
    best = max(given.streams, key=lambda one: len(one[1] & {*own.values()}), default=None)
    if best is None or not best[1] & {*own.values()}:
        return None
    wanted = {FILM, SOUND} & {*own, *_kinds(told)}
    lacks = tuple(sorted(kind for kind in wanted if own.get(kind) not in best[1]))
    return Heard("stream", _seconds(told), (), (given.place(best[0]),), lacks)


@dataclass(frozen=True)
class _Listened:
    """The recordings that were given, with their sound; or why nothing could be listened to."""

    given: Given
    heard: Mapping[str, Sound]
    why: str

    @cached_property
    def audible(self) -> list[Item]:
        return [item for item in self.given.items if self._sound(item).frames.size]

    @cached_property
    def silent(self) -> list[str]:
        """Why some that were given could not be listened to."""
        return [f"{item.path}: {self._sound(item).reason or 'it has no sound'}"
                for item in self.given.items if not self._sound(item).frames.size]  # fmt: skip

    @cached_property
    def recordings(self) -> Recordings:
        return Recordings([self._sound(item).frames for item in self.audible])

    def _sound(self, item: Item) -> Sound:
        nothing = Sound(0.0, np.empty(0, np.uint32), self.why or "its bytes are not kept")
        return self.heard.get(item.version.sha256 or "", nothing)

    def cover(self, item: Item, by_stream: Heard | None) -> Heard:
        """A recording by its sound, and by those of its streams that were found."""
        told, own = self.given.told(item), self._sound(item)
        seconds = _seconds(told) or own.seconds
        nothing = Heard("", seconds, (Stretch(0.0, seconds),) if seconds else (), ())
        if not self.given.items:
            return nothing
        if own.frames.size < media.SHORTEST or np.unique(own.frames).size < media.TELLING:
            why = own.reason or "too little is to be heard in it"
            return _unsure(by_stream or nothing, f"its sound could not be compared: {why}")
        spans = self.recordings.having(own.frames)
        if not spans and self.silent:
            why = "its sound was not found, and not all that was given could be listened to"
            return _unsure(by_stream or nothing, f"{why} ({self.silent[0]})")
        if not spans:
            return by_stream or nothing
        missing = tuple(Stretch(*gap) for gap in media.missing(spans, seconds))
        others = list(self._others(spans))
        lacks, note = _of_film(told, [self.given.told(other) for other in others])
        if by_stream:  # its film, and what was heard
            lacks, note = (), ""
        return Heard("sound", seconds, missing, tuple(map(self.given.place, others)), lacks, note)

    def _others(self, spans: Sequence[Span]) -> Iterator[Item]:
        """The recordings that have stretches, the one that has most first."""
        had: dict[int, float] = {}
        for span in spans:
            end = min(span.end, span.start + A_YEAR)
            had[span.number] = had.get(span.number, 0.0) + end - span.start
        for number in sorted(had, key=lambda one: (-had[one], one)):
            yield self.audible[number]


def _unsure(found: Heard, why: str) -> Heard:
    """What is known without the sound, and no claim of anything else."""
    return replace(found, missing=(), note=why)


def _of_film(told: Details, others: Sequence[Details]) -> tuple[tuple[str, ...], str]:
    """What a film that was found by its sound lacks, and what was not compared."""
    if FILM not in _kinds(told):
        return (), ""
    if not any(FILM in _kinds(other) for other in others):
        return (FILM,), ""
    return (), "its picture was not compared"
