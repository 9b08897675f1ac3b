"""How far the files of a folder can be read, by suffix: `python bench/intake.py FOLDER`.

Adds the folder to a new matter as a user would, twice, and prints a table in Markdown.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path, PurePosixPath

STATES = ("ok", "empty", "partial", "locked", "failed", "unsupported", "unmapped", "special")
FEW = 3  # suffixes with fewer items share a row


def kyles(matter: Path, *words: str) -> tuple[int, str, float]:
    """A command's exit code, what it printed and the seconds that it took."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "kyles", *words, "--matter", str(matter), "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 3):
        sys.exit(ran.stderr)
    return ran.returncode, ran.stdout, time.monotonic() - begun


def suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower() or "none"


def table(items: list[dict[str, str]]) -> list[str]:
    """A row a suffix, the most frequent first; the rare ones together."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    often = Counter(suffix(one["path"]) for one in items)
    for one in items:
        name = suffix(one["path"])
        counts[name if often[name] >= FEW else "others"][one["state"]] += 1
    shown = [state for state in STATES if any(count[state] for count in counts.values())]
    rows = sorted(counts.items(), key=lambda one: (one[0] == "others", -one[1].total(), one[0]))
    rows.append(("all", sum(counts.values(), Counter())))
    return [
        f"| suffix | items | {' | '.join(shown)} |",
        f"|---|{'---:|' * (len(shown) + 1)}",
        *(f"| {name} | {count.total()} | {' | '.join(str(count[one] or '') for one in shown)} |"
          for name, count in rows),
    ]  # fmt: skip


def on_disk(folder: Path) -> int:
    """Files below a folder, hidden and special ones, links not followed."""
    return sum(
        len(files) + sum(Path(where, name).is_symlink() for name in folders)
        for where, folders, files in os.walk(folder)
    )


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as made:
        matter = Path(made) / "matter"
        new = ["new", str(matter), "--title", "State v. Harlan", "--court", "us-nm/district"]
        subprocess.run([sys.executable, "-m", "kyles", *new], check=True, capture_output=True)
        code, printed, first = kyles(matter, "add", str(folder), "--holder", "Sheriff")
        _, again, second = kyles(matter, "add", str(folder), "--holder", "Sheriff")
        items = [one for one in json.loads(kyles(matter, "items")[1])["items"]
                 if one["kind"] == "document"]  # fmt: skip
    files = sum(one["parent"] is None for one in items)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    added = json.loads(printed)
    print(f"{on_disk(folder)} files on disk ({size / 1e6:.0f} MB), {files} items that are files,")
    print(f"{len(items) - files} items inside them, {added['items']} items in all; exit {code};")
    print(f"{first:.1f} s, and {second:.1f} s to add them again"
          f" ({json.loads(again)['changed']} changed).\n")  # fmt: skip
    print("\n".join(table(items)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
