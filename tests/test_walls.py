"""Each wall of `[tool.importlinter]` is proven: seed one break, and its contract is broken."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = {one["id"]: one for one in PYPROJECT["tool"]["importlinter"]["contracts"]}
NAMES = {one["name"]: one["id"] for one in CONTRACTS.values()}
RUN = "from importlinter.cli import lint_imports_command as lint; lint()"

BREAKS = [
    ("rooms", "store/seed.py", "from kyles.reconcile import held"),
    ("rooms", "audit.py", "from kyles.export import scope"),
    ("rooms", "intake/seed.py", "from kyles.reconcile import held"),
    ("rooms", "export/seed.py", "from kyles import demo"),
    ("rooms", "formats/seed.py", "from kyles.ledger import merkle"),
    ("rooms", "model/seed.py", "import kyles.errors, kyles.settings"),
    ("rooms", "verify/seed.py", "from kyles import errors"),
    ("findings", "findings/gone.py", "from kyles.findings import unreadable"),
    ("formats", "formats/text.py", "from kyles.formats import markdown"),
    ("mentions", "mentions/people.py", "from kyles.mentions.acts import find as acts"),
    ("mentions", "mentions/people.py", "from kyles.mentions import traits"),
    ("sql", "reconcile/seed.py", "import sqlite3"),
    ("terminal", "export/seed.py", "import click"),
    ("terminal", "store/seed.py", "def ask():\n    from rich import print"),
    ("network", "formats/seed.py", "import socket"),
    ("network", "cli/seed.py", "from urllib.request import urlopen"),
    ("network", "web/seed.py", "from urllib.request import urlopen"),
    ("network", "web/seed.py", "import socket"),
    ("network", "certificate/time_stamps.py", "import urllib.request"),
    ("network", "certificate/authority.py", "import socket"),
    ("network", "cli/seed.py", "import uvicorn"),
    ("network", "export/seed.py", "from starlette.responses import Response"),
    ("rooms", "web/seed.py", "from kyles.cli import options"),
    ("rooms", "export/seed.py", "from kyles.web import words"),
    ("rooms", "kept.py", "from kyles.audit import Audited"),
    ("verify", "verify/seed.py", "import rfc8785"),
]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the source, of which walls can be broken."""
    shutil.copytree(ROOT / "src/kyles", tmp_path / "kyles",
                    ignore=shutil.ignore_patterns("__pycache__"))  # fmt: skip
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", RUN, "--no-cache", "--no-logo"],
        cwd=house, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(house)},
    )  # fmt: skip


def broken(house: Path) -> set[str]:
    """The ids of the contracts that are broken."""
    ran = lint(house)
    said = re.findall(r"^(.+?) BROKEN", ran.stdout, re.MULTILINE)
    assert (ran.returncode == 0) == (not said), ran.stdout + ran.stderr
    return {NAMES[name] for name in said}


def test_the_house_as_it_stands_breaks_nothing(house: Path) -> None:
    assert broken(house) == set()


@pytest.mark.parametrize(("contract", "file", "line"), BREAKS)
def test_a_break_is_seen(house: Path, contract: str, file: str, line: str) -> None:
    with (house / "kyles" / file).open("a", encoding="utf-8") as stream:
        stream.write(f"\n{line}\n")
    assert broken(house) == {contract}


def test_a_room_that_no_contract_places_is_seen(house: Path) -> None:
    (house / "kyles/misc.py").write_text('"""Anything."""\n', "utf-8")
    ran = lint(house)
    assert ran.returncode != 0
    assert re.search(r"not listed as layers.*\n*.*misc", ran.stdout), ran.stdout


def test_every_contract_is_proven() -> None:
    assert {contract for contract, _, _ in BREAKS} == set(CONTRACTS)


def test_the_verifier_may_use_none_of_the_dependencies() -> None:
    forbidden = set(CONTRACTS["verify"]["forbidden_modules"])
    modules: dict[str, set[str]] = {}
    for module, packages in importlib.metadata.packages_distributions().items():
        for package in packages:
            modules.setdefault(package.lower(), set()).add(module)
    for requirement in PYPROJECT["project"]["dependencies"]:
        name = re.split(r"[<>=~! ]", requirement)[0].lower()
        assert modules[name] & forbidden, f"{name} is not forbidden to kyles.verify"
