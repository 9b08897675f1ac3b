"""The changelog is joined of one file a change."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from changes.join import KINDS, main

CHANGES = Path(__file__).parent.parent / "changes"
DAY = date(2026, 12, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "changes"
    own.mkdir()
    shutil.copy(CHANGES / "TEMPLATE.md", own)
    return own


def tell(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.md").write_text(text, "utf-8")


def test_changes_are_joined_by_kind_and_removed(folder: Path) -> None:
    tell(folder, "b", "Fixed: a page\nof two lines.\n\nAnd more.\n")
    tell(folder, "a", "Fixed: a count.\n")
    tell(folder, "z", "New: a command.\n")
    added = main(folder, "0.2.0", on=DAY)
    assert added == (
        "\n## 0.2.0 (2026-12-01)\n\n- New: a command.\n- Fixed: a count.\n"
        "- Fixed: a page\n  of two lines.\n\n  And more.\n"
    )
    assert [path.name for path in folder.iterdir()] == ["TEMPLATE.md"]
    assert (folder.parent / "CHANGELOG.md").read_text("utf-8") == f"# Changelog\n{added}"


def test_a_release_stands_above_the_one_before(folder: Path) -> None:
    for version in ("0.2.0", "0.3.0"):
        tell(folder, "a", f"New: {version}.\n")
        main(folder, version, on=DAY)
    text = (folder.parent / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^#+ \S+", text, re.MULTILINE) == ["# Changelog", "## 0.3.0", "## 0.2.0"]


def test_a_version_is_released_once(folder: Path) -> None:
    tell(folder, "a", "New: one.\n")
    main(folder, "0.2.0", on=DAY)
    tell(folder, "b", "New: two.\n")
    with pytest.raises(SystemExit, match=r"has a version 0\.2\.0"):
        main(folder, "0.2.0", on=DAY)
    assert (folder / "b.md").exists()


def test_nothing_is_written_where_a_kind_is_missing(folder: Path) -> None:
    tell(folder, "a", "New: one.\n")
    tell(folder, "b", "Something.\n")
    with pytest.raises(SystemExit, match=r"b\.md begins with none of New"):
        main(folder, "0.2.0", on=DAY)
    assert not (folder.parent / "CHANGELOG.md").exists()
    assert (folder / "a.md").exists()


def test_no_change_no_release(folder: Path) -> None:
    with pytest.raises(SystemExit, match="no change"):
        main(folder, "0.2.0", on=DAY)


@pytest.mark.parametrize(
    "path", [path for path in CHANGES.glob("*.md") if path.name != "TEMPLATE.md"],
    ids=lambda path: path.name,
)  # fmt: skip
def test_what_waits_for_a_release_can_be_joined(path: Path) -> None:
    assert path.read_text("utf-8").startswith(tuple(f"{kind}: " for kind in KINDS))
