"""From a rule file to a jurisdiction: the format `kyles-rules/1`.

    format: kyles-rules/1
    jurisdiction: us-nm
    name: New Mexico
    courts:
      - {id: district, title: ..., zone: America/Denver}
    sources:
      body-camera: {cite: "NMSA 1978, § 29-1-18", url: "https://...", checked: 2026-11-24}
    expected:
      - id: us-nm.expected.interview-recording
        when: [act INTERROGATION]           # any of these held or mentioned
        expect: [recording INTERVIEW]       # one of these is ordinarily there
        says: ...
        source: body-camera
        trust: verified

A file with `general: yes` has no courts; its rules hold in every court.
"""

from kyles.law.jurisdiction import Court, Expectation, Jurisdiction, Selector, Trust
from kyles.law.reading import Value, parse

FORMAT = "kyles-rules/1"
_SOURCE = ("cite", "url", "checked")
_EXPECTED = ("id", "when", "expect", "says", "source", "trust")
_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"


def read(file: str, text: str) -> Jurisdiction:
    """The jurisdiction that a rule file describes. Raises RuleFileWrong."""
    whole = parse(file, text).fields(
        required=("format", "jurisdiction", "name", "sources", "expected"),
        optional=("general", "courts"),
    )
    if whole["format"].text() != FORMAT:
        whole["format"].fail(FORMAT)
    own = whole["jurisdiction"].text(_ID, "an id such as us-nm")
    sources = {name: value.fields(_SOURCE) for name, value in whole["sources"].entries().items()}
    return Jurisdiction(
        id=own,
        name=whole["name"].text(),
        general="general" in whole and whole["general"].text("yes|no", "yes or no") == "yes",
        courts=tuple(_court(one, own) for one in whole["courts"].items())
        if "courts" in whole
        else (),
        expected=_once(
            [_expectation(one, own, sources) for one in whole["expected"].items()], whole
        ),
    )


def _court(value: Value, jurisdiction: str) -> Court:
    told = value.fields(("id", "title", "zone"))
    return Court(
        id=f"{jurisdiction}/{told['id'].text(_ID, 'an id such as district')}",
        jurisdiction=jurisdiction,
        title=told["title"].text(),
        zone=told["zone"].text(r"[A-Z]\w+(?:/[A-Z]\w+)+", "a time zone such as America/Denver"),
    )


def _expectation(
    value: Value, jurisdiction: str, sources: dict[str, dict[str, Value]]
) -> Expectation:
    told = value.fields(_EXPECTED)
    if (name := told["source"].text()) not in sources:
        told["source"].fail(f"one of the file's sources: {', '.join(sorted(sources))}")
    source = sources[name]
    return Expectation(
        id=told["id"].text(rf"{jurisdiction}\.expected\.{_ID}", f"{jurisdiction}.expected.name"),
        jurisdiction=jurisdiction,
        when=_selectors(told["when"]),
        expect=_selectors(told["expect"]),
        says=told["says"].text(),
        provision=source["cite"].text(),
        source=source["url"].text(r"https?://\S+", "an address"),
        trust=Trust(told["trust"].text("verified|unverified", "verified or unverified")),
        checked=source["checked"].day(),
    )


def _selectors(value: Value) -> tuple[Selector, ...]:
    words = [
        one.text(r"[a-z]+(?: [A-Z0-9][A-Z0-9-]*)?", "a kind, or a kind and a value in capitals")
        for one in value.items()
    ]
    if not words:
        value.fail("at least one kind")
    return tuple(Selector(kind, rest) for kind, _, rest in (word.partition(" ") for word in words))


def _once(expected: list[Expectation], whole: dict[str, Value]) -> tuple[Expectation, ...]:
    ids = [one.id for one in expected]
    for at, (one, value) in enumerate(zip(ids, whole["expected"].items(), strict=True)):
        if one in ids[:at]:
            value.fail(f"another id than {one}, which stands above")
    return tuple(expected)
