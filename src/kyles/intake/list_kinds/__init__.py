"""Lists that are no inventories, one file a kind, told by columns that only they have.

A kind is a module with a `KIND`; adding one is adding its file. Where a table could be of several
kinds, it is of the one of which it has the most columns.
"""

import importlib
import pkgutil
from collections.abc import Mapping, Sequence

from kyles.intake.list_kinds.kind import ListKind

__all__ = ["LISTS", "NAMES", "TELLING", "ListKind", "columns", "kind"]


def _kinds() -> dict[str, ListKind]:
    modules = sorted(info.name for info in pkgutil.iter_modules(__path__) if info.name != "kind")
    return {name: importlib.import_module(f"{__name__}.{name}").KIND for name in modules}


LISTS: Mapping[str, ListKind] = _kinds()
NAMES = tuple(dict.fromkeys(name for one in LISTS.values() for name in one.names))
#: What a row of such a list has, and no row of totals.
TELLING = frozenset().union(*(one.telling for one in LISTS.values()))


def columns(
    headers: Sequence[str], inventory: Mapping[str, int], *, own: Sequence[str] = ()
) -> dict[str, int]:
    """The columns of a list of one of these kinds; none for any other table.

    `headers` are in spelled-out words, `inventory` the columns as an inventory would have them,
    `own` those among them that only a list of things has.
    """
    found = [one.columns(headers, inventory) for one in LISTS.values()
             if not one.never_with & set(own)]  # fmt: skip
    return dict(sorted(max(found, key=len, default={}).items()))


def kind(names: Mapping[str, object]) -> str:
    """The kind of a list by its canonical names; "" for an inventory, or a log of custody."""
    shown = [name for name, one in LISTS.items() if one.is_shown(names)]
    return max(shown, key=lambda name: len(LISTS[name].names.keys() & names.keys()), default="")
