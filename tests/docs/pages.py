"""The pages that are read here."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "changes").rglob("*.md")])


def name(path: Path) -> str:
    """A page's name in the output of a test."""
    return path.relative_to(ROOT).as_posix()


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub and the documentation site make it."""
    kept = "".join(one for one in heading.lower() if one.isalnum() or one in " -_")
    return kept.strip().replace(" ", "-")


def headings(text: str) -> list[str]:
    """The headings of a page, without those of examples."""
    fenced, found = False, []
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        if line.startswith("#") and not fenced:
            found.append(line.lstrip("#").strip())
    return found
