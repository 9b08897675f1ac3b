"""A withheld item whose existence is not revealed: two worlds, equal on the defense's side."""

import json
from dataclasses import asdict

from kyles.audit import look
from kyles.export.served import served
from kyles.findings import rules
from kyles.ledger import merkle
from kyles.store import productions
from kyles.store.access import defense

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, reports
      file   log.pdf "The cart stood at the north door when I came to the ranch that day."
    {hidden}
    produced Harlan, volume 7
      copy   log.pdf as given.pdf bates HAR-000001
      letter HAR-000001 "photograph log" HAR-000002 "receipt"
    {log}
    withheld log.pdf pages 1 under "Rule 5-501(F)"
"""
HIDDEN = """
    holder   Sheriff, informants
      file   zircon.pdf "The zircon informant asked to be moved before the summer, item 2024-0666."
"""
LOG = 'withheld zircon.pdf under "Rule 11-510" existence hidden'


def seen_by_the_defense(small) -> bytes:
    """Everything that the other side may be shown or may make of what it was given."""
    with small.store() as store:
        view = store.view(defense("Harlan"))
        audit = look(view)
        return merkle.canonical(json.loads(json.dumps({
            "served": served(view),
            "log": [asdict(one) for one in productions.withholdings(view)],
            "findings": [asdict(finding) for rule in rules() for finding in rule(audit)],
        })))  # fmt: skip


def test_two_worlds_are_equal_on_the_defenses_side(matter):
    with_it = matter(OPENING.format(hidden=HIDDEN, log=LOG))
    without = matter(OPENING.format(hidden="", log=""))
    assert with_it.lines("held_not_disclosed") == []  # on the office's side it is withheld
    seen = seen_by_the_defense(with_it)
    assert seen == seen_by_the_defense(without)
    assert b"HAR-000002" in seen
    assert b"zircon" not in seen


def test_an_entry_whose_existence_is_revealed_is_seen(matter):
    revealed = LOG.replace(" existence hidden", "")
    seen = seen_by_the_defense(matter(OPENING.format(hidden=HIDDEN, log=revealed)))
    assert b"Rule 11-510" in seen
