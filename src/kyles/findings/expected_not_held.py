"""Ordinarily created, not held.

Something that is held or mentioned is, under a cited statute or decision, ordinarily accompanied by
something else, and nothing that was added here is it: a body-worn video without its audit trail, a
laboratory result without bench notes. A rule whose source is not verified shows as a question, at
the lowest priority. The finding does not say that it exists.
"""

from collections.abc import Iterator

from kyles.findings import Audit, rule
from kyles.model import About, Finding
from kyles.reconcile.presence import presence


@rule(priority=2, under=["duty.learn"])
def expected_not_held(audit: Audit) -> Iterator[Finding]:
    """What the court's rule packs lead to expect, and nothing here is."""
    there = presence(audit)
    for expectation in audit.expected:
        sources = there.mentioning(expectation.when)
        if not sources or there.has(expectation.expect):
            continue
        label = " or ".join(f"{one.value or one.kind}".lower() for one in expectation.expect)
        question = " A question: the source is not verified." if expectation.is_question else ""
        yield Finding(
            subject=expectation.id,
            about=About(None, label.replace("-", " ")),
            says=f"{expectation.says} Not found in {audit.everywhere()}.{question}",
            sources=sources,
            priority=4 if expectation.is_question else 0,
        )
