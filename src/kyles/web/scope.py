"""The scope of what a page says: which productions were compared, and what was not read."""

from kyles.export import scope as export
from kyles.store import View, audited, items, productions
from kyles.web import words
from kyles.web.shelf import remembered


def scope(view: View) -> str:
    """The scope in one sentence, as of the last audit."""
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


@remembered
def _holders(view: View) -> list[str]:
    return items.holders(view)


def _since(number: int) -> str:
    told = words.count(number, "event")
    are = "is" if number == 1 else "are"
    return f"{told} after that audit {are} not in it."
