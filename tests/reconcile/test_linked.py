"""Three matters, of which two and two share an incident: each item goes to those that share its."""

import pytest
from tests.matters.fixtures import _readers_start_fast, matter

from kyles.audit import look
from kyles.reconcile.linked import Party, linked

__all__ = ["_readers_start_fast", "matter"]

BOTH = """
    matter   State v. Ash, incident 21-0886, incident 23-10447, defendant Ash
    holder   Sheriff, reports
      report 21-0886  "Deputy Roe photographed the cart and the holster on the bench."
      report 23-10447 "Deputy Poe towed a grey van from the yard behind the church."
      file   notes.txt "A list of the people who were at the ranch on that afternoon."
"""
FIRST = """
    matter   State v. Birch, incident 21-886, defendant Birch
    holder   Sheriff, own, for Birch
      file   birch.txt "What concerns this one defendant alone, and no other one."
    produced Birch, volume 1, on 2024-02-20
      file   copy.txt "A list of the people who were at the ranch on that afternoon."
"""
SECOND = """
    matter   State v. Cedar, incident 23-10447, defendant Cedar, defendant Cypress
"""


@pytest.fixture
def told(matter) -> dict[str, dict[str, str]]:
    """The status of each defendant to each item, by the item's file."""
    stores = [matter(text).store() for text in (BOTH, FIRST, SECOND)]
    here, *others = [Party(look(store.view()), store.view()) for store in stores]
    found = {
        one.item.path.rsplit("/")[-1]: {
            each.standing.defendant: each.standing.status for each in one.stands
        }
        for one in linked(here, others)
    }
    for store in stores:
        store.close()
    return found


def test_each_item_is_listed_for_those_who_share_its_incident(told) -> None:
    assert set(told["report_21-0886.txt"]) == {"Ash", "Birch"}
    assert set(told["report_23-10447.txt"]) == {"Ash", "Cedar", "Cypress"}
    assert set(told["notes.txt"]) == {"Ash", "Birch", "Cedar", "Cypress"}


def test_what_concerns_one_alone_goes_to_no_other(told) -> None:
    assert set(told["birch.txt"]) == {"Birch"}


def test_each_matter_answers_for_what_its_own_defendants_were_given(told) -> None:
    assert told["notes.txt"]["Birch"] == "disclosed"
    assert told["report_21-0886.txt"]["Birch"] == "not_disclosed"
    assert set(told["report_23-10447.txt"].values()) == {"not_disclosed"}
