"""What makes a kind of list: how its columns are called, and which of them show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListKind:
    """One kind of list, told by columns that only it has.

    A column may also be called as we call it: `called on`.
    """

    names: Mapping[str, tuple[str, ...]]  # canonical name -> headers, in spelled-out words
    shown_by: tuple[frozenset[str], ...]  # it is such a list where one of these sets is there
    telling: frozenset[str]  # what a row has, and a row of totals has not
    never_with: frozenset[str] = frozenset()  # columns of an inventory that it cannot have
    of_things: bool = False  # its rows are of things: what an inventory says of them holds too
    is_record: bool = False  # the file is a record of its own: owed as any other document

    def columns(self, headers: Sequence[str], inventory: Mapping[str, int]) -> dict[str, int]:
        """Its columns by canonical name; none where a table is no such list."""
        found: dict[str, int] = {}
        for name, spellings in self.names.items():
            ours = name.replace("_", " ")
            places = [headers.index(one) for one in (ours, *spellings) if one in headers]
            free = [at for at in places if at not in found.values()]
            if free:
                found[name] = free[0]
        if not self.is_shown(found):
            return {}
        others = inventory.items() if self.of_things else ()
        return found | {name: at for name, at in others
                        if name not in found and at not in found.values()}  # fmt: skip

    def is_shown(self, names: Mapping[str, object]) -> bool:
        """Whether columns of these names show such a list."""
        return any(some <= names.keys() for some in self.shown_by)
