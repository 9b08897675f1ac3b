"""Disposals of which no paper is here; and those of which there is one."""

import pytest

from kyles.model import CaseEvent, Happening
from kyles.store import case_events, items

OPENING = """
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      table  list.csv "Item No.,Description,Case No,Status,Disposal Date,Authorized by
                       2024-0311,box of 24 cartridges,21-0886,{}"
"""
PAPER = """
    holder   Sheriff, papers
      file   form.txt "Property disposition form. Item 2024-0311 may be destroyed. Destruction
             was authorized by Sergeant Abbot on 2 May 2024 and {}"
"""


def test_destroyed_and_nobody_authorized_it(matter):
    small = matter(OPENING.format("Destroyed,05/03/2024,"))
    assert small.lines("disposal_undocumented") == ["2 disposal_undocumented  2024-0311"]
    (says,) = small.says("disposal_undocumented")
    assert "property room/list.csv has it as destroyed on 05/03/2024; no authority for it" in says
    assert "Looked in what was added here (Sheriff" in says


@pytest.mark.parametrize(
    "status",
    ["In storage,,", "Disposal pending,,", "Destroyed,05/03/2024,Order of 2 May 2024",
     "On hold: not to be destroyed,,"],
)  # fmt: skip
def test_not_disposed_of_or_with_an_authority(audit, status):
    assert audit(OPENING.format(status), "disposal_undocumented") == []


def test_a_document_here_is_the_paper(audit):
    opening = OPENING.format("Destroyed,05/03/2024,")
    assert audit(opening + PAPER.format("signed."), "disposal_undocumented") == []
    other = PAPER.format("signed.").replace("2024-0311", "2024-0999")
    assert len(audit(opening + other, "disposal_undocumented")) == 1


def test_a_log_of_custody_tells_of_it(audit):
    log = """
        holder Sheriff, logs
          table log.csv "Item No.,Date,Action,Released by,Received by,Authorized by
                         2024-0311,05/03/2024,Destroyed,Peggy Lund,,{}"
    """
    opening = OPENING.format("In storage,,")
    assert len(audit(opening + log.format(""), "disposal_undocumented")) == 1
    assert audit(opening + log.format("Order of 2 May"), "disposal_undocumented") == []


def test_a_recorded_event_without_a_source(matter):
    small = matter(OPENING.format("In storage,,"))
    with small.store() as store:
        item = items.one(store.view(), "2024-0311").id
        store.record([case_events.happened(
            CaseEvent("E-1", Happening.DISPOSAL, "2024-05-03", item=item))])  # fmt: skip
    assert small.lines("disposal_undocumented") == ["2 disposal_undocumented  2024-0311"]
