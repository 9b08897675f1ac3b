"""Runs the worked dates that stand in rule files, so that a lawyer can prove an entry."""

from collections.abc import Iterator

from kyles.law.deadline import count, governing
from kyles.law.jurisdiction import Jurisdiction
from kyles.law.provision import Example, Provision


def failures(own: Jurisdiction) -> Iterator[tuple[int, str]]:
    """Every example that comes out differently: its line, and what came out."""
    for provision in own.provisions:
        for example in provision.examples:
            for says in _differences(provision, example):
                yield example.line, f"the example of {provision.id} {says}"


def _differences(provision: Provision, example: Example) -> Iterator[str]:
    applies = governing(provision, dict(example.events))
    if applies != example.applies:
        yield f"says applies: {_word(example.applies)}; its window says {_word(applies)}"
    starts = [one for one in (*provision.start, *provision.start_disputed) if one in example.events]
    if not applies or not starts:
        return
    due = count(provision, example.events[starts[0]], facts=example.facts, service=example.service)
    for name, told in (("raw", example.raw), ("due", example.due), ("safe", example.safe)):
        found = getattr(due, "rolled" if name == "due" else name, None)
        if told and told != found:
            yield f"says {name}: {told}; counted was {found or 'nothing, as there is no period'}"


def _word(answer: bool) -> str:
    return "yes" if answer else "no"
