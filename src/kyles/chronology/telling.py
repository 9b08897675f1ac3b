"""All that a content tells, found once and kept: an audit reads no text twice."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from kyles.chronology.discrepancies import discrepancies
from kyles.chronology.events import events
from kyles.chronology.holdings import holdings
from kyles.chronology.resolve import meant
from kyles.chronology.sentences import of_pages
from kyles.dates import Known
from kyles.engine.once import once
from kyles.model.assertion import Assertion, Discrepancy, Holding, Sentence, Telling
from kyles.progress import Progress
from kyles.store import View

METHOD = "telling/2"  # changes when the same text would tell something else

Pages = Mapping[int, str]


def tell(pages: Pages) -> Telling:
    """What the pages of one content tell."""
    own = tuple(of_pages(pages))
    return Telling(tuple(events(own)), tuple(holdings(own)), tuple(discrepancies(own)))


def dated(told: Telling, written: Known | None) -> Iterator[Assertion]:
    """The assertions with their dates, as the day of writing lets them be read."""
    for one in told.assertions:
        yield replace(one, dates=meant(one.value, written)) if one.value else one


def tellings(
    view: View, texts: Mapping[str, Pages], *, progress: Progress | None = None
) -> dict[str, Telling]:
    """What some contents tell, by content. Looked for once, by all cores, then kept.

    A text that cannot be looked through tells nothing; why not is said of its mentions.
    """
    keys = {content: f"{METHOD}:{content}" for content in sorted(texts)}
    parts = {key: texts[content] for content, key in keys.items()}
    found, _ = once(
        view.store, "reading what is told", look, parts, read=_telling, progress=progress
    )
    return {content: found[key] for content, key in keys.items() if key in found}


def look(pages: Pages) -> dict[str, Any]:
    """What one content tells, as plain values; dates are read when they are needed."""
    told = tell(pages)
    bare = [replace(one, dates=()) for one in told.assertions]
    return asdict(replace(told, assertions=tuple(bare))) | {
        "assertions": [asdict(one) | {"names": sorted(one.names)} for one in bare]
    }


def _telling(told: Mapping[str, Any]) -> Telling:
    return Telling(
        tuple(Assertion(**{**one, "sentence": Sentence(**one["sentence"]), "dates": (),
                           "names": frozenset(one["names"])}) for one in told["assertions"]),
        tuple(Holding(**{**one, "sentence": Sentence(**one["sentence"])})
              for one in told["holdings"]),
        tuple(Discrepancy(one["about"], one["says"],
                          tuple(Sentence(**each) for each in one["passages"]))
              for one in told["discrepancies"]),
    )  # fmt: skip
