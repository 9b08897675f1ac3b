"""The matter's database: one append-only event table, everything else derived from it.

The only room with SQL over the matter's database. `Store.record` is the only write; reads go
through a `View`, which knows who is asking and as of which ledger size.
"""

from kyles.store import (
    acts,
    audited,
    case_events,
    custody,
    dispositions,
    findings,
    holds,
    incident_answers,
    inquiries,
    item_lists,
    items,
    lists,
    matters,
    production_lists,
    productions,
    readings,
    receipts,
    removals,
    search,
    sources,
    team,
    time_stamps,
    victims,
)
from kyles.store.access import OWNER, Role, Viewer
from kyles.store.matter_folder import create, find, open_matter, open_matter_folder
from kyles.store.store import Store, View

__all__ = [
    "OWNER",
    "Role",
    "Store",
    "View",
    "Viewer",
    "acts",
    "audited",
    "case_events",
    "create",
    "custody",
    "dispositions",
    "find",
    "findings",
    "holds",
    "incident_answers",
    "inquiries",
    "item_lists",
    "items",
    "lists",
    "matters",
    "open_matter",
    "open_matter_folder",
    "production_lists",
    "productions",
    "readings",
    "receipts",
    "removals",
    "search",
    "sources",
    "team",
    "time_stamps",
    "victims",
]
