"""The whole pipeline in one readable function; start reading here.

    what is held  x  what each defendant was given  ->  coverage
    what is said  x  what is held or given          ->  references, links
    all of it, through the finding rules            ->  findings, worst first

An audit of unchanged facts appends nothing to the ledger and gives the same bytes again.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from kyles import chronology, law
from kyles.findings import Audit, rules
from kyles.kept import kept
from kyles.ledger import merkle
from kyles.model import About, Decision, Event, Finding, FindingState, Passage, Side
from kyles.progress import Progress
from kyles.reconcile import given as giving
from kyles.reconcile.answers import Asked, answered, asked
from kyles.reconcile.dues import dues
from kyles.reconcile.held import held as held_items
from kyles.reconcile.identified import Identified
from kyles.reconcile.links import links
from kyles.reconcile.references import references
from kyles.reconcile.spoken import spoken
from kyles.reconcile.things import statuses
from kyles.reconcile.told import telling_texts
from kyles.store import (
    Store,
    View,
    acts,
    audited,
    custody,
    findings,
    incident_answers,
    inquiries,
    items,
    lists,
    matters,
    productions,
    sources,
)
from kyles.store.acts import Request
from kyles.store.findings import Kept

UNRECORDED = "F-"  # the id of a finding that no audit has recorded
DECIDED = (FindingState.EXPLAINED, FindingState.WRONG, FindingState.ASKED, FindingState.ANSWERED)


@dataclass(frozen=True)
class Audited:
    """What an audit came to: the matter as reconciled, and its findings, worst first."""

    audit: Audit
    findings: tuple[Finding, ...]  # open ones and decided ones
    ended: tuple[Finding, ...]  # made once, not any more
    size: int
    root: str
    requests: tuple[Asked, ...] = ()  # of earlier letters, and what became of them

    @property
    def open(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.state is FindingState.OPEN)


def look(view: View, *, progress: Progress | None = None) -> Audit:
    """A matter reconciled, at a view: everything that finding rules look at."""
    matter = matters.matter(view)
    held = held_items(view)
    given = {one.defendant: one for one in giving.given(view, matter.defendants)}
    every = [*held.items, *items.every(view, side=Side.PRODUCED)]
    texts = giving.texts(view, every)
    log, entries = productions.withholdings(view), lists.entries(view)
    said = spoken(view, texts, every, progress=progress)
    coverage = {
        (item, name): told
        for name, one in given.items()
        for item, told in giving.cover(view, held, one, texts, log, progress=progress).items()
    }
    told = chronology.tellings(view, telling_texts(texts, every), progress=progress)
    things = {
        (thing, name): status
        for name, one in given.items()
        for thing, status in statuses(
            held.like_things(), one, Identified(matter, one, said, entries, texts), log
        ).items()
    }
    answered = {one.item: one.accepted for one in acts.links(view)}
    return Audit(
        matter=matter, held=held, given=given, coverage=coverage, things=things,
        links=links(matter, held, said, texts, items=answered,
                    incidents=incident_answers.answers(view)), spoken=said,
        references=references(every, said, entries, texts, incidents=matter.incidents),
        entries=entries,
        units=productions.units(view), problems=productions.problems(view), log=log,
        addings=sources.addings(view), texts=texts, expected=law.expected(matter.court),
        dues=dues(view, matter), custody=custody.events(view), register=inquiries.cells(view),
        told=told,
    )  # fmt: skip


def audit(store: Store, *, as_of: int | None = None, progress: Progress | None = None) -> Audited:
    """Reconcile a matter and record which findings are new, changed or ended.

    With `as_of`, at an earlier ledger size, nothing is recorded, and no other job is in its way.
    """
    with nullcontext() if as_of is not None else store.job("audit"):
        view = store.view(as_of=as_of)
        looked = look(view, progress=progress)
        made = list(_made(looked))
        if as_of is None:
            changes = list(_changes(looked, made, findings.kept(view)))
            if changes:
                store.record(changes)
            view = store.view()
        told = _audited(looked, made, view)
        if as_of is None:
            _keep(store, told)
        return told


def of_side(
    view: View, requests: Sequence[Request] = (), *, before: Sequence[Finding] = (),
    progress: Progress | None = None,
) -> Audited:  # fmt: skip
    """What one side finds in all that it may see, and what became of what it asked for.

    `before` are the findings that its requests asked about. Nothing is recorded or kept.
    """
    looked = look(view, progress=progress)
    told = _audited(looked, list(_made(looked)), view)
    now = {findings.key(one) for one in told.findings}
    ended = [replace(one, state=FindingState.ENDED) for one in before
             if findings.key(one) not in now]  # fmt: skip
    became = tuple(asked(looked, requests, (*told.findings, *ended)))
    return replace(told, ended=tuple(ended), requests=became)


def _keep(store: Store, told: Audited) -> None:
    """Keep what the audit came to for pages, which do not reconcile again."""
    last = audited.last(store.view())
    if last is None or (last.size, last.root) != (told.size, told.root):
        every = (*told.findings, *told.ended)
        audited.keep(store, kept(told.audit, every, size=told.size, root=told.root))


def _made(looked: Audit) -> Iterator[Finding]:
    """What the rules find, each finding with its rule, priority and digest."""
    for rule in rules():
        for finding in rule(looked):
            yield replace(
                finding, rule=rule.name, priority=finding.priority or rule.priority,
                digest=_digest(looked, finding),
            )  # fmt: skip


def _digest(looked: Audit, finding: Finding) -> str:
    """What a decision binds to: the passages of the gap."""
    gap = [_bound(looked, place).told() for place in finding.sources]
    return hashlib.sha256(merkle.canonical(gap)).hexdigest()[:16]


def _bound(looked: Audit, place: Passage) -> Passage:
    """A row wherever it stands in its list; a whole item with the bytes that it has."""
    item = looked.items.get(place.item)
    if place.reading == "row":
        return replace(place, page=0)
    if not place.reading and item is not None:
        return replace(place, quote=item.version.sha256 or place.quote)
    return place


def _order(finding: Finding) -> tuple[object, ...]:
    """Worst first; then by rule, place and defendant, so that the order never changes."""
    return (finding.priority, -finding.score, finding.rule, finding.about.path, finding.subject,
            finding.owed_to or "", finding.id)  # fmt: skip


def _changes(looked: Audit, made: Sequence[Finding], kept: Sequence[Kept]) -> Iterator[Event]:
    """The events that bring what is recorded to what the rules find now."""
    known = {one.key: one for one in kept}
    number = len(kept)
    for finding in sorted(made, key=_order):
        before = known.get(findings.key(finding))
        if before is None:
            number += 1
            yield findings.seen(replace(finding, id=f"F-{number:04d}"), _told(finding))
        elif before.ended or before.digest != finding.digest:
            yield findings.seen(replace(finding, id=before.id), _told(finding))
    now = {findings.key(finding) for finding in made}
    for one in kept:
        if not one.ended and one.key not in now:
            yield findings.ended(one, _why_ended(looked, one))


def _why_ended(looked: Audit, kept: Kept) -> str:
    """What ended a finding: a person's answer, or how its item now stands."""
    item = kept.told.get("item")
    link = next((one for one in looked.links.values() if one.subject == kept.subject), None)
    if kept.rule == "linked_incident" and link is not None and link.answer is not None:
        return "a person said that it is related" if link.answer else "a person said it is not"
    status = looked.known_status(item, kept.owed_to)
    if status is not None:
        return f"the item is now {status.replace('_', ' ')}"
    return "not found by the audit any more"


def _told(finding: Finding) -> dict[str, object]:
    """What is kept of a finding for the day when its rule does not make it any more."""
    return {"priority": finding.priority, "says": finding.says, "path": finding.about.path,
            "item": finding.about.item, "score": finding.score,
            "from": sorted({(place.item, place.path) for place in finding.sources})}  # fmt: skip


def _audited(looked: Audit, made: Sequence[Finding], view: View) -> Audited:
    """Findings with their ids and states, as recorded; earlier ones have the ids they got later."""
    kept = {one.key: one for one in findings.kept(view)}
    ids = {one.key: one.id for one in findings.kept(view.store.view())}
    decisions = findings.decisions(view)
    named = [
        _decided(replace(finding, id=ids.get(findings.key(finding), UNRECORDED)), decisions)
        for finding in made
    ]
    now = {finding.id for finding in named}
    ended = sorted((_ended(one) for one in kept.values() if one.id not in now), key=_order)
    requests = tuple(asked(looked, acts.requests(view), (*named, *ended)))
    return Audited(
        looked, tuple(sorted(named, key=_order)), answered(ended, requests),
        view.size, view.root, requests,
    )  # fmt: skip


def _decided(finding: Finding, decisions: Mapping[str, Sequence[Decision]]) -> Finding:
    """A finding in the state that the last decision gave it, unless it has changed since."""
    if not decisions.get(finding.id):
        return finding
    last = decisions[finding.id][-1]
    if last.digest != finding.digest:
        return replace(finding, note=f"changed since decided ({last.state}: {last.text})")
    return replace(finding, state=last.state, note=last.text)


def _ended(kept: Kept) -> Finding:
    told = kept.told
    sources = tuple(Passage(item, path) for item, path in told.get("from", ()))
    return Finding(
        subject=kept.subject, about=About(told["item"], told["path"]), says=told["says"],
        sources=sources, owed_to=kept.owed_to, score=told["score"], rule=kept.rule,
        priority=told["priority"], digest=kept.digest, id=kept.id, state=FindingState.ENDED,
        note=kept.ended,
    )  # fmt: skip


def counts(findings: Sequence[Finding]) -> Counter[int]:
    """How many findings of each priority are open."""
    return Counter(one.priority for one in findings if one.state is FindingState.OPEN)
