"""Found in half a minute: what has a name has a file, a page and a test of that name."""

from pathlib import Path

import pytest
from docs.generated.commands import commands
from tests.docs.pages import REFERENCE, ROOT

from kyles.cli import kyles
from kyles.findings import rules
from kyles.formats import formats
from kyles.mentions import kinds

SOURCE, TESTS = ROOT / "src/kyles", ROOT / "tests"


def _named(module: str) -> str:
    return module.rpartition(".")[2]


NOUNS = [
    *(("cli", "cli/commands", name.replace("-", "_"), f"commands/{name.replace('-', '_')}.md")
      for name, _ in commands(kyles)),
    *(("findings", "findings", rule.name, f"rules/{rule.name}.md") for rule in rules()),
    *(("formats", "formats", _named(one.__name__), "formats.md") for one in formats()),
    *(("mentions", "mentions", _named(one.__name__), "mentions.md") for one in kinds()),
]  # fmt: skip


def _tested(room: str, noun: str) -> bool:
    return any((TESTS / room / one).exists() for one in (f"test_{noun}.py", noun))


@pytest.mark.parametrize(("room", "source", "noun", "page"), NOUNS)
def test_a_noun_has_a_file_a_page_and_a_test(room: str, source: str, noun: str, page: str) -> None:
    there = [SOURCE / source / one for one in (f"{noun}.py", noun, f"{noun}_.py")]
    assert any(map(Path.exists, there)), f"no file {source}/{noun}.py"
    assert (REFERENCE / page).exists(), f"no page {page}"
    assert _tested(room, noun), f"no test tests/{room}/test_{noun}.py"
