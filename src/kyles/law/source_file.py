"""Reads the sources of a rule file, and whether a trust mark rests on enough of one.

    sources:
      nmra-1-006: {cite: "Rule 1-006(A) NMRA", url: "https://...", checked: 2026-11-22, level: text}

`level` is how much was read: text, quoted-in-case, title-only, commentary-only or unverified. Only
the first two are enough for a provision that is marked verified.
"""

from collections.abc import Mapping

from kyles.law.jurisdiction import ENOUGH, Level, Source
from kyles.law.reading import Value


def source(value: Value) -> Source:
    """One source. Raises RuleFileWrong."""
    told = value.fields(("cite", "url", "checked"), ("level",))
    level = told["level"].word([one.value for one in Level]) if "level" in told else "unverified"
    return Source(
        told["cite"].text(), told["url"].text(r"https?://\S+", "an address"),
        told["checked"].day(), Level(level),
    )  # fmt: skip


def named_source(value: Value, sources: Mapping[str, Source]) -> Source:
    """The source that a field names."""
    if (name := value.text()) not in sources:
        value.fail(f"one of the file's sources: {', '.join(sorted(sources))}")
    return sources[name]


def checked_trust(value: Value, source: Source) -> str:
    """A trust mark; verified only where enough of the source was read."""
    told = value.text("verified|unverified", "verified or unverified")
    if told == "verified" and source.level not in ENOUGH:
        value.fail(
            f"unverified, because of {source.cite} only '{source.level}' was read"
            " (the level of its source)"
        )
    return told
