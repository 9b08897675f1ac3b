"""Missing time.

A recording was given in part: some of its time is in nothing that the defendant was given, cut out
or muted; or its sound was given without its picture, or its picture without its sound. What was
given is told in hours, minutes and seconds, and each stretch that is missing is a source.

Recordings are compared by their bytes, by the streams inside them, and by their sound
(chromaprint's `fpcalc`, where it is installed). A cut is told to within about one second; what is
missing for less than three seconds is not told. A piece of less than eight seconds is not found,
nor is a recording that plays faster or slower than the held one. A transcript is no recording.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, document, rule
from kyles.model import Finding, Item, Passage, Status
from kyles.model.coverage import Heard, Stretch
from kyles.reconcile.lines import clock

READING = "time"  # of a passage whose start and end are seconds
GIVEN_BY = {"stream": "the streams inside it", "sound": "its sound"}
CALLED = {"film": "picture"}


@rule(priority=1, under=["duty.disclose"])
def missing_time(audit: Audit) -> Iterator[Finding]:
    """Recordings of which a defendant was given a part."""
    for item, defendant in audit.owed():
        coverage = audit.coverage.get((item.id, defendant))
        heard = coverage.heard if coverage else None
        if coverage is None or heard is None or coverage.status is not Status.IN_PART:
            continue
        yield Finding(
            subject=item.id,
            about=about(item),
            owed_to=defendant,
            says=f"{item.path} was given to {defendant} in part: {what(heard)}."
            f" {_found(heard)}. Compared with {audit.searched(defendant)}",
            sources=(*_sources(item, heard), *audit.places(item, defendant)),
            score=1000 - round(1000 * (coverage.share or 0)),
        )


def what(heard: Heard) -> str:
    """What was produced of how much; or which streams were not."""
    told = [f"its {CALLED.get(one, one)} was not found" for one in heard.lacks]
    if heard.missing:
        lost = sum(gap.end - gap.start for gap in heard.missing)
        gaps = ", ".join(_between(gap) for gap in heard.missing)
        told.append(
            f"produced {', '.join(map(_between, _rest(heard)))} of {clock(heard.seconds)};"
            f" {clock(lost)} missing ({gaps})"
        )
    return "; ".join(told)


def _rest(heard: Heard) -> Iterator[Stretch]:
    """The time that was given."""
    at = 0.0
    for gap in heard.missing:
        if gap.start > at:
            yield Stretch(at, gap.start)
        at = gap.end
    if at < heard.seconds:
        yield Stretch(at, heard.seconds)


def _between(stretch: Stretch) -> str:
    return f"{clock(stretch.start)} to {clock(stretch.end)}"


def _found(heard: Heard) -> str:
    places = ", ".join(place.cited() for place in heard.produced)
    note = f"; {heard.note}" if heard.note else ""
    return f"Found by {GIVEN_BY[heard.by]} in {places}{note}"


def _sources(item: Item, heard: Heard) -> Iterator[Passage]:
    yield document(item)
    for gap in heard.missing:
        yield Passage(item.id, item.path, 0, READING, int(gap.start), int(gap.end), _between(gap))
