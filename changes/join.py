"""Joins the files of this folder at a release: `python changes/join.py 0.2.0`.

Every `*.md` here but the template is one change. They go under the version and its day to the head
of CHANGELOG.md, by kind and then by name, and are removed. Nothing is written where one of them
does not begin with a kind.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

KINDS = ("New", "Changed", "Fixed", "Removed")
TITLE = "# Changelog\n"


def main(folder: Path, version: str, *, on: date) -> str:
    """Write the changelog beside the folder; gives back what was added to it."""
    files = sorted(path for path in folder.glob("*.md") if path.name != "TEMPLATE.md")
    if not files:
        raise SystemExit("There is no change to join.")
    changelog = folder.parent / "CHANGELOG.md"
    before = changelog.read_text("utf-8").removeprefix(TITLE) if changelog.exists() else ""
    if f"\n## {version} " in before:
        raise SystemExit(f"CHANGELOG.md has a version {version}.")
    added = f"\n## {version} ({on.isoformat()})\n\n{''.join(_entries(files))}"
    changelog.write_text(f"{TITLE}{added}{before}", "utf-8")
    for path in files:
        path.unlink()
    return added


def _entries(files: list[Path]) -> list[str]:
    """The changes by kind, each an item of a list."""
    told = [(_kind(path), path.read_text("utf-8").strip()) for path in files]
    told.sort(key=lambda one: KINDS.index(one[0]))
    return ["- " + text.replace("\n", "\n  ").replace("\n  \n", "\n\n") + "\n" for _, text in told]


def _kind(path: Path) -> str:
    kind = path.read_text("utf-8").partition(":")[0]
    if kind not in KINDS:
        raise SystemExit(f"{path.name} begins with none of {', '.join(KINDS)}.")
    return kind


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python changes/join.py VERSION")
    sys.stdout.write(main(Path(__file__).parent, sys.argv[1], on=datetime.now(UTC).date()))
