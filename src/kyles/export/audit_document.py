"""`kyles audit --json`: the findings of a matter as one JSON document."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from kyles.audit import Audited
from kyles.export.citation import named, said
from kyles.export.scope import scope
from kyles.model import Finding
from kyles.reconcile.answers import Asked


def audit_document(audited: Audited, *, quotes: bool = True) -> dict[str, Any]:
    """The whole audit, for scripts; the schema is in docs/reference/json.md."""
    return {
        "matter": audited.audit.matter.title,
        "ledger": {"size": audited.size, "root": audited.root},
        "scope": scope(audited.audit),
        "counts": counts(audited),
        "findings": [
            finding_document(one, quotes=quotes) for one in (*audited.findings, *audited.ended)
        ],
        "requests": [request_document(one, quotes=quotes) for one in audited.requests],
    }


def request_document(asked: Asked, *, quotes: bool = True) -> dict[str, Any]:
    """What a letter asked for, and what became of it."""
    request = asked.request
    return {
        "number": request.number,
        "for": request.defendant,
        "on": request.on,
        "finding": asked.finding,
        "rule": request.rule,
        "label": request.label if quotes else "",
        "answer": asked.answer,
    }


def counts(audited: Audited) -> dict[str, Any]:
    """Open findings by priority and by rule, and all by state."""
    opened = audited.open
    every = (*audited.findings, *audited.ended)
    return {
        "open": len(opened),
        "by_priority": _tally(f"{one.priority}" for one in opened),
        "by_rule": _tally(one.rule for one in opened),
        "by_state": _tally(one.state.value for one in every),
    }


def _tally(words: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word in sorted(words):
        found[word] = found.get(word, 0) + 1
    return found


def finding_document(one: Finding, *, quotes: bool = True) -> dict[str, Any]:
    """One finding, with its sources."""
    return {
        "id": one.id,
        "rule": one.rule,
        "priority": one.priority,
        "about": {**asdict(one.about), "path": named(one, quotes=quotes)},
        "for": one.owed_to,
        "says": said(one, quotes=quotes),
        "score": one.score,
        "state": one.state.value,
        "note": one.note,
        "sources": sources(one, quotes=quotes),
    }


def sources(one: Finding, *, quotes: bool = True) -> list[dict[str, Any]]:
    """Where a person can open what a finding rests on."""
    told = [source.told() for source in one.sources]
    if not quotes:
        for source in told:
            source["quote"] = ""
    return told
