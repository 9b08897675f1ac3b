"""No page asks for what no index finds: every statement of every page that is reached by links."""

import re
import shutil
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import let_in

from kyles.web.app import doors
from kyles.web.page import Page

START = "/matters/matter"
ALIKE = 2  # addresses of one form that are looked at
NUMBER = re.compile(r"\b(?:[0-9a-z]{12}|[A-Z]-\d+|\d+)\b")

#: Tables that have a row for what a person does or an agency is: a few hundred in a large matter.
FEW = {
    "audited": "the last audit",
    "audited_question": "a row for a question that an audit puts to people",
    "case_event": "a row for what a person added to the chronology",
    "cosigner": "a row for a cosigner",
    "defendant": "a row for a defendant",
    "hold": "a row for a hold",
    "incident": "a row for a number of the matter",
    "json_each": "the list that is asked about",
    "matter": "one row",
    "request": "a row for what was asked for",
    "source": "a row for a folder that was added",
    "volume": "a row for a volume",
    "volume_defendant": "a row for a volume and a defendant",
}

#: Scans of tables with a row for an item, a finding or an event of the chronology. Each tells of
#: all of them, or stops at the end of its page.
ALL = {
    "audited_event": "how many happenings each span of the chronology has",
    "audited_finding USING INDEX audited_finding_rule": "how many findings each rule has",
    "audited_item USING INDEX sqlite_autoindex_audited_item_1": "how many items have each status",
    "audited_event USING COVERING INDEX audited_event_item": "how many happenings there are",
    "item USING INDEX item_side": "how many items each side has",
    "version": "how many items there are",
    "version USING INDEX version_path": "items by path, up to the end of the page",
    "version USING INDEX version_state": "how many items are in each state",
}

Asked = Mapping[str, set[str]]  # statement -> addresses of pages that make it


@pytest.fixture(scope="module")
def fresh(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The matter at a place of its own, of which no answer is remembered yet."""
    return shutil.copytree(folder, tmp_path_factory.mktemp("asked") / "desk")


@pytest.fixture(scope="module")
def asked(fresh: Path) -> Asked:
    """What is asked of the database by every page, and by its twin, that links lead to."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    at = ""

    def connect(*words: Any, **named: Any) -> sqlite3.Connection:
        connection = real(*words, **named)
        connection.set_trace_callback(lambda sql: told[sql].add(at))
        return connection

    real, sqlite3.connect = sqlite3.connect, connect
    client = let_in(fresh)
    waiting, forms = [START], Counter[str]()
    seen = {START}
    try:
        while waiting:
            at = waiting.pop(0)
            form = NUMBER.sub("#", at)
            forms[form] += 1
            if forms[form] > ALIKE:
                continue
            answer = client.get(at)
            path, _, words = at.partition("?")
            client.get(f"{path}.json?{words}")
            if answer.headers.get("content-type", "").startswith("text/html"):
                links = [_whole(path, one) for one in re.findall(r'href="([^"#]+)', answer.text)]
                new = [one for one in dict.fromkeys(links) if one not in seen]
                waiting += [one for one in new if one.startswith(START)]
                seen.update(new)
    finally:
        sqlite3.connect = real
    return told


def _whole(path: str, link: str) -> str:
    link = unescape(link)
    return path + link if link.startswith("?") else link


def test_links_lead_to_every_page(asked: Asked) -> None:
    reached = {address.partition("?")[0] for addresses in asked.values() for address in addresses}
    pages = {one.name: one.path for one in doors() if isinstance(one, Page)}
    lost = {name for name, path in pages.items()
            if not any(re.fullmatch(_form(path), one) for one in reached)}  # fmt: skip
    assert lost == {"matters", "notes"}  # these open before a matter, and with a password


def _form(path: str) -> str:
    return re.sub(r"\{\w+\}", "[^/]+", path.replace("{matter}", "matter"))


def test_no_page_scans_a_table_that_grows(asked: Asked, fresh: Path) -> None:
    found: dict[str, tuple[str, str]] = {}
    with sqlite3.connect(fresh / "matter/.kyles/matter.db") as connection:
        for sql, addresses in asked.items():
            for scan in _scans(connection, sql):
                found[scan] = (min(addresses), sql)
    unknown = {scan: told for scan, told in found.items() if scan not in {*FEW, *ALL}}
    assert not unknown
    assert {*found} == {*FEW, *ALL}, "a reason is given for what is not scanned any more"


def _scans(connection: sqlite3.Connection, sql: str) -> Iterator[str]:
    """What a statement looks through from its beginning to its end, by SQLite's own plan."""
    if not sql.lstrip().upper().startswith(("SELECT", "WITH")) or " read " in sql:
        return  # reads are logged in a database of their own
    for _, _, _, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}"):
        scan = re.sub(r" VIRTUAL TABLE.*", "", step.removeprefix("SCAN "))
        table = scan.partition(" ")[0]
        is_made = re.search(rf"\b{table}(?: \([^)]*\))? AS (?:MATERIALIZED )?\(", sql)
        if step.startswith("SCAN ") and scan != "CONSTANT ROW" and not is_made:
            yield table if table in FEW else scan
