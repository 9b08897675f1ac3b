"""What the law of a place expects: one data file a jurisdiction, and one loader.

A jurisdiction is a file in `jurisdictions/` (packages from outside name a folder of such files by
the entry point group `kyles.jurisdictions`). A court is named as in `us-nm/district`.
"""

import difflib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable

from kyles.errors import NotFound
from kyles.law.claim import Body, Claim
from kyles.law.counting import OF_COURT
from kyles.law.deadline import Deadline, deadlines
from kyles.law.jurisdiction import Court, Expectation, Jurisdiction, Selector, Trust
from kyles.law.provision import DISCLAIMER, Kind, Provision
from kyles.law.reading import RuleFileWrong
from kyles.law.rule_file import read

__all__ = [
    "DISCLAIMER",
    "Body",
    "Claim",
    "Court",
    "Deadline",
    "Expectation",
    "Jurisdiction",
    "Kind",
    "Provision",
    "RuleFileWrong",
    "Selector",
    "Trust",
    "bodies",
    "claims",
    "court_title",
    "deadlines",
    "expected",
    "jurisdiction",
    "jurisdictions",
    "provisions",
    "zone",
]


@cache
def jurisdictions() -> tuple[Jurisdiction, ...]:
    """Every jurisdiction, by id. Raises RuleFileWrong for a file that does not say what it must."""
    outside = sorted(entry_points(group="kyles.jurisdictions"), key=lambda point: point.name)
    folders = [files(__name__) / "jurisdictions", *(point.load() for point in outside)]
    loaded = [read(file.name, file.read_text("utf-8")) for file in _rule_files(folders)]
    return tuple(sorted(loaded, key=lambda one: one.id))


def _rule_files(folders: Iterable[Traversable]) -> list[Traversable]:
    found = [file for folder in folders for file in folder.iterdir()]
    return [file for file in found if file.name.endswith(".yaml")]


def jurisdiction(name: str) -> Jurisdiction:
    """A jurisdiction by its id, "us-nm". Raises NotFound, with the nearest known id."""
    known = {one.id: one for one in jurisdictions()}
    if name not in known:
        raise NotFound(f"There is no jurisdiction '{name}'.", hint=_hint(name, known))
    return known[name]


def zone(court: str) -> str:
    """The IANA time zone of a court, as in `us-nm/district`. Raises NotFound."""
    return _court(court).zone


def court_title(court: str) -> str:
    """A court as a letter names it: "District Court, New Mexico". Raises NotFound."""
    own = _court(court)
    place = jurisdiction(own.jurisdiction).name
    return own.title if "United States" in own.title else f"{own.title}, {place}"


def expected(court: str) -> tuple[Expectation, ...]:
    """What is ordinarily created: by the court's own jurisdiction first, then by general practice.

    Of two rules that expect the same, the own one is left in, but for a question of its own where
    general practice has a verified source. Raises NotFound for an unknown court.
    """
    general = [each for one in jurisdictions() if one.general for each in one.expected]
    sure = {one.expect for one in general if not one.is_question}
    own = [one for one in jurisdiction(_court(court).jurisdiction).expected
           if not one.is_question or one.expect not in sure]  # fmt: skip
    known = {one.expect for one in own}
    return (*own, *(each for each in general if each.expect not in known))


def provisions(court: str) -> tuple[Provision, ...]:
    """The provisions that hold in a court: its own, and those that hold everywhere."""
    own = _court(court)
    short = court.partition("/")[2]
    return tuple(
        _counted_in(provision, own)
        for one in jurisdictions()
        for provision in one.provisions
        if (one.id == own.jurisdiction and (not provision.courts or short in provision.courts))
        or (one.id != own.jurisdiction and _reaches(one, provision, own))
    )


def _reaches(one: Jurisdiction, provision: Provision, court: Court) -> bool:
    """Whether a provision of another jurisdiction holds in a court: everywhere in its country."""
    country = court.jurisdiction.partition("-")[0]
    return one.general or (provision.everywhere and one.id.partition("-")[0] == country)


def _counted_in(provision: Provision, court: Court) -> Provision:
    """A provision, with the holidays of the state where the court sits."""
    table = provision.counting
    if table is None or table.also_forward != OF_COURT:
        return provision
    return replace(provision, counting=replace(table, also_forward=court.state))


def claims(court: str) -> tuple[Claim, ...]:
    """The civil claims that a court's jurisdiction knows."""
    return jurisdiction(_court(court).jurisdiction).claims


def bodies(court: str) -> tuple[Body, ...]:
    """The kinds of public bodies of a court's jurisdiction, with their names in court."""
    return jurisdiction(_court(court).jurisdiction).bodies


def _court(name: str) -> Court:
    courts = {court.id: court for one in jurisdictions() for court in one.courts}
    if name not in courts:
        raise NotFound(f"There is no court '{name}'.", hint=_hint(name, courts))
    return courts[name]


def _hint(name: str, known: Iterable[str]) -> str:
    ids = sorted(known)
    near = difflib.get_close_matches(name, ids, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Known are {', '.join(ids)}."
