"""Files that a command was asked to write."""

from pathlib import Path


def write(path: Path, content: str | bytes) -> None:
    """Write a file as it is, text as UTF-8; its folder is made where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
