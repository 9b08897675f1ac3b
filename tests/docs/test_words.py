"""Neutral words on every face, and no machine's addresses in any file."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs.pages import ROOT, name

#: What a lawyer may conclude, and a tool never says.
ALARMING = re.compile(
    r"\b(?:hid(?:den|es?|ing)|suppress(?:ed|es|ing)|violat\w+|brady violations?|guilty"
    r"|must exist|conceal\w*|withheld evidence|cover[- ]?up)\b",
    re.IGNORECASE,
)
FACES = [
    path
    for room in ("findings", "export", "cli", "certificate", "holds", "demo", "web")
    for path in sorted((ROOT / "src/kyles" / room).rglob("*.py"))
]
TEMPLATES = sorted((ROOT / "src/kyles").rglob("*.html"))
MARKUP = re.compile(
    r"<style\b.*?</style>|<script\b.*?</script>|<[^>]*>|\{[{%#].*?[}%#]\}", re.DOTALL
)
MACHINE = re.compile(
    r"(?<![\w./~-])/(?:work|root|home|Users|mnt|tmp)/\w|file:///\w"
    r"|(?:pypi|pythonhosted|npmjs)[.](?:org|com)|index[-]url|/simple[/]"
)


def said(source: str) -> Iterator[str]:
    """The texts in a module; a reading of a page is named `hidden`, and so is nothing else."""
    for node in ast.walk(ast.parse(source)):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and text != "hidden":
            yield text


@pytest.mark.parametrize("path", FACES, ids=name)
def test_a_face_states_and_does_not_accuse(path: Path) -> None:
    texts = [MARKUP.sub(" ", one) for one in said(path.read_text("utf-8"))]
    assert [one for one in texts if ALARMING.search(one)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_states_and_does_not_accuse(path: Path) -> None:
    assert ALARMING.findall(MARKUP.sub(" ", path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "words", ["It was hidden.", "suppressed", "a Brady violation", "must exist"]
)
def test_an_alarming_word_is_seen(words: str) -> None:
    assert ALARMING.search(words)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [ROOT / one for one in listed.stdout.split("\0") if one]


@pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(),
    reason="what is tracked is asked of git, which is not here",
)
def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
        found += [f"{name(path)}: {one[0]}" for one in MACHINE.finditer(text)]
    assert found == []


@pytest.mark.parametrize("text", ["see /{}/x", "https://{}.org/x", "--{}-url x"])
def test_a_machine_path_or_registry_is_seen(text: str) -> None:
    assert any(MACHINE.search(text.format(one)) for one in ("root", "pypi", "index"))
    assert not MACHINE.search(text.format("a"))
