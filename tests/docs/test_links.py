"""No link inside the project leads nowhere."""

import re
from pathlib import Path

import pytest
from tests.docs.pages import DOCS, PAGES, headings, name, slug

LINK = re.compile(r"\]\((?P<to>[^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def broken(page: Path) -> list[str]:
    """The links of a page that lead nowhere."""
    text = CODE.sub("", page.read_text("utf-8"))
    links = [one["to"] for one in LINK.finditer(text)]
    return [link for link in links if "://" not in link and not _leads(page, link)]


def _leads(page: Path, link: str) -> bool:
    target, _, anchor = link.partition("#")
    path = page.parent / target if target else page
    if not path.exists():
        return False
    return not anchor or anchor in map(slug, headings(path.read_text("utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links(page: Path) -> None:
    assert broken(page) == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Kyles add\n[a](none.md) [b](page.md#no) [c](#kyles-add) [d](page.md)", "utf-8"
    )
    assert broken(page) == ["none.md", "page.md#no"]


def test_every_page_is_linked_to() -> None:
    linked = {
        (page.parent / one["to"].partition("#")[0]).resolve()
        for page in PAGES
        for one in LINK.finditer(page.read_text("utf-8"))
        if "://" not in one["to"]
    }
    index = DOCS / "index.md"
    alone = [name(page) for page in DOCS.rglob("*.md") if page.resolve() not in linked]
    assert [one for one in alone if one != name(index)] == []
