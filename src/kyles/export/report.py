"""`report.html`: an audit as one file that opens anywhere, prints as an exhibit, and runs nothing.

No script, no font, no picture and no address outside of itself: its policy allows one stylesheet,
by hash, and refuses everything else. The same audit gives the same bytes. Without quotes it has no
word of the evidence: paths, numbers, counts and our own words stay.
"""

import base64
import hashlib
from functools import cache
from itertools import islice
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kyles.audit import Audited
from kyles.export import bars, cards, compared
from kyles.export.bottom_line import standing
from kyles.export.citation import clean, named, rule_label, said
from kyles.export.passages import by_page
from kyles.export.scope import scope
from kyles.model import Finding, Status

SETTLED = 1000  # decided and ended findings that are listed one by one
REQUESTS = 1000


def report(audited: Audited, *, quotes: bool = True) -> str:
    """The whole report as HTML."""
    style = _style(audited)
    template = _environment().get_template("report.html")
    return template.render(
        style=Markup(style),  # noqa: S704 - our own stylesheet; what it says of a matter is escaped
        policy=_policy(style),
        quotes=quotes,
        audited=audited,
        matter=audited.audit.matter,
        standing=standing(audited),
        command=_command(audited, quotes=quotes),
        **_figures(audited),
        **_findings(audited, quotes=quotes),
        **_scope(audited, quotes=quotes),
    )


def _figures(audited: Audited) -> dict[str, Any]:
    """The figures at the head, and coverage by holder."""
    audit = audited.audit
    return {
        "bars": bars.bars(audit),
        "bar_parts": bars.PARTS,
        "bar_width": bars.WIDTH,
        "absent": bars.total(audit, (Status.NOT_DISCLOSED,)),
        "in_part": bars.total(audit, (Status.IN_PART,)),
        "withheld": bars.total(audit, (Status.WITHHELD,)),
    }


def _findings(audited: Audited, *, quotes: bool) -> dict[str, Any]:
    """Standing findings in groups, then those that are decided or have ended."""
    settled = cards.settled(audited)
    return {
        "levels": cards.levels(audited, quotes=quotes),
        "settled": [_settled(one, quotes=quotes) for one in settled[:SETTLED]],
        "more_settled": max(0, len(settled) - SETTLED),
        "requests": audited.requests[:REQUESTS],
        "more_requests": max(0, len(audited.requests) - REQUESTS),
    }


def _settled(one: Finding, *, quotes: bool) -> dict[str, str]:
    return {
        "id": one.id, "label": rule_label(one.rule), "state": one.state.value,
        "says": clean(said(one, quotes=quotes)), "path": clean(named(one, quotes=quotes)),
        "note": clean(one.note), "owed_to": one.owed_to or "",
    }  # fmt: skip


def _scope(audited: Audited, *, quotes: bool) -> dict[str, Any]:
    """What was compared, and what could not be read."""
    audit = audited.audit
    files = list(compared.unread(audit, quotes=quotes))
    return {
        "scope": scope(audit),
        "deliveries": compared.deliveries(audit),
        "holders": compared.holders(audit),
        "unread": list(islice(files, compared.LISTED)),
        "more_unread": max(0, len(files) - compared.LISTED),
        "candidates": compared.candidates(audit),
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kyles.export"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(number="{:,}".format, by_page=by_page, clean=clean)
    return environment


def _style(audited: Audited) -> str:
    """The stylesheet, with the matter and its ledger at the foot of every printed page."""
    loader = _environment().loader
    sheet = loader.get_source(_environment(), "report.css")[0] if loader else ""
    foot = f"{audited.audit.matter.title} · ledger {audited.size}, root {audited.root[:16]}"
    return f"{sheet}\n@page {{ @bottom-left {{ content: {css_string(foot)}; }} }}\n"


def css_string(text: str) -> str:
    """Text as a string of a stylesheet: anything but letters and digits by its number."""
    escaped = (one if one.isascii() and one.isalnum() else f"\\{ord(one):x} " for one in text)
    return f'"{"".join(escaped)}"'


def _policy(style: str) -> str:
    """What a browser may load for this file: its own stylesheet, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _command(audited: Audited, *, quotes: bool) -> str:
    """The command that makes this file again."""
    bare = "" if quotes else " --no-quotes"
    return f"kyles audit --as-of {audited.size}{bare} --out report.html"
