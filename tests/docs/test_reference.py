"""The reference says what the code says: every command, option, rule, setting, code and state."""

import re
from collections.abc import Iterable
from enum import Enum

import pytest
from docs.generated.commands import commands, file_name
from tests.docs.pages import REFERENCE, name

from docs import generate
from kyles.cli import kyles
from kyles.errors import Exit
from kyles.findings import rules
from kyles.model import FindingState, Kind, Layer, Manner, Role, State, Status
from kyles.reconcile.coverage.page_coverage import GapClass
from kyles.settings import Settings

COMMANDS = dict(commands(kyles))


def test_no_page_is_stale() -> None:
    assert [name(path) for path in generate.stale()] == [], "run: python docs/generate.py"


def test_no_page_tells_of_what_is_no_more() -> None:
    assert [name(path) for path in generate.orphans()] == []


def test_a_generated_part_keeps_what_is_written_around_it(tmp_path) -> None:
    page = tmp_path / "page.md"
    page.write_text(generate.written(page, "told"), "utf-8")
    page.write_text(f"before\n\n{page.read_text('utf-8')}\nafter\n", "utf-8")
    again = generate.written(page, "told anew")
    assert again == f"before\n\n{generate.BEGIN}\n\ntold anew\n\n{generate.END}\n\nafter\n"
    page.write_text("no marks", "utf-8")
    with pytest.raises(ValueError, match="lacks the marks"):
        generate.written(page, "told")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_command_is_told_of_and_shown(command: str) -> None:
    text = (REFERENCE / "commands" / file_name(command)).read_text("utf-8")
    generated, _, written = text.partition(generate.END)
    for option in COMMANDS[command].params:
        for word in option.opts:
            assert not word.startswith("--") or word in generated
    assert f"    kyles {command}" in written, "an example is missing below the generated part"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_has_a_page_and_says_more_than_its_title(rule) -> None:
    text = (REFERENCE / "rules" / f"{rule.name}.md").read_text("utf-8")
    assert f"Priority {rule.priority}." in text
    assert rule.manual.split("\n\n", 1)[1].strip() in text


def told(page: str) -> set[str]:
    """The words that stand first in the rows of a page's tables."""
    text = (REFERENCE / page).read_text("utf-8")
    return set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))


@pytest.mark.parametrize("kind", [State, Kind, Role, Status, FindingState, Manner, Layer])
def test_every_state_is_told_of(kind: Iterable[Enum]) -> None:
    assert {str(one.value) for one in kind} <= told("states.md")


def test_every_class_of_a_gap_is_told_of() -> None:
    assert {"redacted_logged", *map(str, GapClass)} <= told("states.md")


def test_every_exit_code_is_told_of() -> None:
    assert {str(one.value) for one in Exit} == told("exit_codes.md")


def test_every_setting_is_told_of() -> None:
    assert set(Settings.__dataclass_fields__) == told("settings.md")
