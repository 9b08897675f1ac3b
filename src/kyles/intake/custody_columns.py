"""What the columns of custody logs are called, and how a custody log is told from an inventory.

An inventory has a row for each thing; a custody log has one for each time that a thing changed
hands or place. Its names are used only where a table shows that it is such a log, as "received by"
means another thing in an inventory.
"""

from collections.abc import Iterator, Mapping, Sequence

#: Canonical name -> headers that mean it, as `inventory_columns.words` gives them.
NAMES: dict[str, tuple[str, ...]] = {
    "happened_on": (
        "date and time", "date time", "event date", "transfer date", "date of transfer",
        "custody date", "transaction date", "activity date", "transaction date time",
        "event date time", "date transferred", "date", "timestamp", "occurred",
    ),
    "happened_at": ("time", "transfer time", "time of transfer", "event time", "activity time"),
    "action": (
        "action", "transaction", "transaction type", "activity", "activity type", "custody action",
        "event type", "event", "transfer type", "custody event", "movement",
    ),
    "released_by": (
        "released by", "relinquished by", "transferred from", "transferred by", "given by",
        "released from", "from custodian", "from person", "from", "from name", "surrendered by",
    ),
    "taken_by": (
        "received by", "accepted by", "transferred to", "released to", "to custodian", "issued to",
        "checked out to", "taken by", "to person", "to", "to name", "custodian", "received into",
        "in custody of",
    ),
    "authorized_by": (
        "authorized by", "approved by", "authority", "disposal authority", "disposition authority",
        "court order", "authorization", "order number", "approval",
    ),
    "purpose": ("purpose", "reason", "purpose of transfer", "reason for transfer",
                "purpose of change of custody", "transfer reason"),
    "seal": ("seal", "seal number", "new seal", "seal id"),
    "witness": ("witness", "witnessed by", "witness name"),
}  # fmt: skip
#: Names that a row of such a log has, and no row of an inventory.
OWN = frozenset({"happened_on", "action", "released_by", "taken_by"})


def meanings(header: str) -> Iterator[tuple[str, int]]:
    """Each canonical name that a header, in its spelled-out words, may mean, and its rank."""
    for name, spellings in NAMES.items():
        if header in spellings:
            yield name, spellings.index(header)


def columns(headers: Sequence[str], inventory: Mapping[str, int]) -> dict[str, int]:
    """The columns of a custody log by canonical name; none where the table is no such log.

    `headers` are in spelled-out words, `inventory` the columns as an inventory would have them.
    """
    found: dict[str, int] = {}
    for _, at, name in sorted((rank, at, name) for at, header in enumerate(headers)
                              for name, rank in meanings(header)):  # fmt: skip
        if name not in found and at not in found.values():
            found[name] = at
    if "number" not in inventory or not _is_log(found):
        return {}
    others = {name: at for name, at in inventory.items() if at not in found.values()}
    return dict(sorted({**others, **found}.items()))


def _is_log(found: Mapping[str, int]) -> bool:
    """From whom to whom; or what was done, when, and with whom it was then."""
    hands = {"released_by", "taken_by"} & found.keys()
    return len(hands) == 2 or ("action" in found and "happened_on" in found and bool(hands))
