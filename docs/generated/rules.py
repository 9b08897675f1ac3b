"""A page for each finding rule: its module's docstring; and the list of them."""

from collections.abc import Iterator

from docs.generated.markdown import table, told

from kyles.findings import Rule, rules


def pages() -> Iterator[tuple[str, str]]:
    yield "rules.md", _list()
    for rule in rules():
        yield f"rules/{rule.name}.md", _page(rule)


def _list() -> str:
    ordered = sorted(rules(), key=lambda rule: (rule.priority, rule.name))
    rows = [
        (f"[{rule.name}](rules/{rule.name}.md)", rule.priority, told(rule.manual)[0].rstrip("."))
        for rule in ordered
    ]
    return table(("rule", "priority", "what it finds"), rows)


def _page(rule: Rule) -> str:
    title, rest = told(rule.manual)
    serves = " and ".join(f"`{one}`" for one in rule.under)
    under = f" It serves {serves}." if serves else ""
    return f"# {rule.name}\n\n**{title}** Priority {rule.priority}.{under}\n\n{rest}"
