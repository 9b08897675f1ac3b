"""The scope of what a page says: which productions were compared, and what was not read."""

from kyles.export import scope as export
from kyles.store import View, audited, items, productions
from kyles.store.access import Role
from kyles.web import words
from kyles.web.shelf import remembered


def scope(view: View) -> str:
    """The scope in one sentence, as of the last audit; outside the office, what is one's own."""
    if view.viewer.role is not Role.OWNER:
        return _own(view)
    last = audited.last(view)
    if last is None:
        return "No audit is kept: run 'kyles audit', and load this page again."
    told = audited.part(view, "scope")
    then = view.store.view(view.viewer, as_of=last.size)
    ordered = sorted(productions.volumes(then),
                     key=lambda one: (one.on is None, one.on or "", one.name))  # fmt: skip
    says = export.says(ordered, _holders(then), told["unread"], told["unfinished"])
    since = view.size - last.size
    return f"{says}{f' {_since(since)}' if since else ''}"


def _own(view: View) -> str:
    """What somebody outside the office sees, and that it is nothing more."""
    match view.viewer.role:
        case Role.DEFENSE:
            names = ", ".join(one.name for one in productions.volumes(view))
            told = f"You see what was given to {view.viewer.defendant}"
            return f"{told}: {names}." if names else f"{told}; no volume is recorded."
        case Role.COURT:
            return "You see what was given to any defendant."
        case Role.CUSTODIAN:
            return f"You see what {view.viewer.holder} holds."
    return "You see the items that the order names."


@remembered
def _holders(view: View) -> list[str]:
    return items.holders(view)


def _since(number: int) -> str:
    told = words.count(number, "event")
    are = "is" if number == 1 else "are"
    return f"{told} after that audit {are} not in it."
