"""Mentioned, not held.

A document or a list names a thing (a numbered item, a supplement, a laboratory number, a file), and
nothing that was added here is it. For a received production alone it reads: mentioned, and not in
what was received. Each page that names it is cited. The words show that somebody wrote of it, not
that it exists.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, rule
from kyles.model import About, Finding, Passage


@rule(priority=2, under=["duty.learn"])
def referenced_not_held(audit: Audit) -> Iterator[Finding]:
    """References that resolve to nothing held or given."""
    for reference in audit.references:
        if reference.items:
            continue
        first = audit.items[reference.mentions[0].item]
        received = not audit.held.items
        for defendant in audit.matter.defendants if received else (None,):
            yield Finding(
                subject=f"{reference.kind} {reference.value}",
                about=About(None, reference.label, first.holder, first.incident),
                owed_to=defendant,
                says=f"{reference.label} is named in {_where(reference.mentions)};"
                f" {'not found in what was received' if received else 'not found here'}",
                sources=reference.mentions,
            )
    for entry in audit.held.unresolved:
        listed = audit.items[entry.list]
        yield Finding(
            subject=f"{entry.list} row {entry.row}",
            about=about(listed),
            says=f"{listed.path} lists the file {entry.facts['file']}; not found here",
            sources=(audit.row(entry),),
        )


def _where(places: tuple[Passage, ...]) -> str:
    paths = list(dict.fromkeys(place.path for place in places))
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{paths[0]}{more}"
