"""The public names of the package: loaded when used, and what the docstring shows works."""

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import kyles
from tests.export import matter


@pytest.mark.parametrize("name", kyles.__all__)
def test_every_public_name_is_there_and_listed(name: str):
    assert getattr(kyles, name).__name__ in (name, "audit")
    assert name in dir(kyles)
    assert callable(getattr(kyles, name))


def test_a_function_stays_one_though_its_module_is_imported():
    code = "import kyles, kyles.audit; from kyles import audit; print(callable(audit))"
    assert subprocess.check_output([sys.executable, "-c", code]).strip() == b"True"


def test_importing_the_package_loads_nothing_of_it():
    code = "import sys, kyles; print([name for name in sys.modules if name.startswith('kyles.')])"
    assert subprocess.check_output([sys.executable, "-c", code]).strip() == b"[]"


def test_there_is_no_other_name():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        kyles.nothing  # noqa: B018


def test_the_example_of_the_docstring_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    matter.build(tmp_path).close()
    monkeypatch.chdir(tmp_path)
    (example,) = doctest.DocTestFinder(recurse=False).find(kyles, "kyles")
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.REPORT_ONLY_FIRST_FAILURE)
    example.examples[-1].want = "".join(f"{line}\n" for line in printed(tmp_path))
    runner.run(example, out=told.append)
    assert runner.failures == 0, "".join(told)


def printed(folder: Path) -> list[str]:
    with kyles.open_matter(folder / "matter") as opened:
        found = kyles.audit(opened).findings
    assert found
    assert all(isinstance(one, kyles.Finding) for one in found)
    return [f"{one.id} {one.priority} {one.says}" for one in found]
