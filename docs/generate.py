"""Writes the generated parts of the reference: `python docs/generate.py`.

A page's generated part stands between BEGIN and END; what is written around it stays. A page that
does not exist yet is made of its generated part alone. tests/docs fails where a page is stale.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from docs.generated import commands, kinds, law, operation, rules
from docs.generated import pages as web

REFERENCE = Path(__file__).parent / "reference"
BEGIN = "<!-- generated: `python docs/generate.py` writes this part anew -->"
END = "<!-- end of the generated part -->"


def pages() -> Iterator[tuple[Path, str]]:
    """Every page with a generated part, and that part."""
    for room in (commands, rules, kinds, law, operation, web):
        for name, text in room.pages():
            yield REFERENCE / name, text


def written(path: Path, generated: str) -> str:
    """The page as it should be: its hand-written words around the generated part."""
    before, after = "", "\n"
    if path.exists():
        text = path.read_text("utf-8")
        before, _, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
        if not rest or not after:
            raise ValueError(f"{path} lacks the marks of its generated part")
    return f"{before}{BEGIN}\n\n{generated.strip()}\n\n{END}{after}"


def stale() -> list[Path]:
    """Pages that say something else than the code."""
    return [
        path for path, generated in pages()
        if not path.exists() or path.read_text("utf-8") != written(path, generated)
    ]  # fmt: skip


def orphans() -> list[Path]:
    """Pages of commands, rules and pages of the web that are no more."""
    known = {path for path, _ in pages()}
    own = [path for room in ("commands", "rules", "pages")
           for path in REFERENCE.glob(f"{room}/*.md")]  # fmt: skip
    return [path for path in own if path not in known]


def main() -> None:
    """Write what is stale, and name it."""
    for path, generated in list(pages()):
        text = written(path, generated)
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
