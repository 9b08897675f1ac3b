"""The examples of CONTRIBUTING.md work: they are written into a copy of the source and tested."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.docs.pages import ROOT

EXAMPLE = re.compile(
    r"^`(?P<path>(?:src|tests)/\S+)`\n\n```\w+\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL
)


def examples() -> dict[str, str]:
    """The files that the page shows, by path."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return {one["path"]: one["text"] for one in EXAMPLE.finditer(text)}


def test_there_is_a_file_and_a_test_for_each_door() -> None:
    rooms = {Path(path).parts[2] for path in examples() if path.startswith("src")}
    assert rooms == {"findings", "formats", "mentions", "law", "cli"}
    tests = [path for path in examples() if path.startswith("tests")]
    assert {Path(path).parts[1] for path in tests} == rooms


def test_the_examples_work(tmp_path: Path) -> None:
    for folder in ("src", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder,
                        ignore=shutil.ignore_patterns("__pycache__"))  # fmt: skip
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path, text in examples().items():
        assert not (ROOT / path).exists()
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    tests = [path for path in examples() if path.startswith("tests")]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}
    python = [sys.executable, "-m"]
    for words in (
        [*python, "pytest", "-q", "-p", "no:cacheprovider", *tests],
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()",
         "--no-cache"],
        [*python, "ruff", "check", "--no-cache",
         *(path for path in examples() if path.endswith(".py"))],
    ):  # fmt: skip
        ran = subprocess.run(
            words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
