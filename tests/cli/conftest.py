"""A real small matter for commands, built once, and a way to run a command line."""

import shutil
from dataclasses import dataclass
from json import loads
from pathlib import Path
from typing import Any, Protocol

import pytest
from tests.export import matter

from kyles.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return loads(self.out)


class Run(Protocol):
    def __call__(self, *words: object) -> Ran: ...


@pytest.fixture
def kyles(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        told = capsys.readouterr()
        return Ran(int(ended.value.code or 0), told.out, told.err)

    return run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    matter.build(folder).close()
    return folder


@pytest.fixture
def case(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a case, with its matter in `matter`; the working folder is the matter."""
    folder = shutil.copytree(built, tmp_path / "case")
    monkeypatch.chdir(folder / "matter")
    return folder
