"""Numbers that two engines read: what is told where they differ, and where there is one engine."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.conftest import Run
from tests.intake.scans import scanned, written

from kyles.errors import Exit, KylesError
from kyles.intake import second_ocr, tesseract
from kyles.intake.second_ocr import differences
from kyles.intake.tesseract import ScanPage
from kyles.model import Layer, Reading
from kyles.store import items, open_matter_folder, readings
from kyles.store.readings import Recognition

TEXT = "Item 2024-0311 was booked under 21-0886 at 14:02 by Deputy Roe."
needs_both = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr_onnxruntime") is None, reason="no second engine is installed"
)


@pytest.mark.parametrize(
    ("second", "apart"),
    [
        (TEXT, ((), ())),
        ("Item2024-0311 wasbooked under21-0886 at14:02 by Deputy Roe.", ((), ())),
        (TEXT.upper(), ((), ())),
        (TEXT.replace("0311", "0811"), (("2024-0311",), ("2024-0811",))),
        (TEXT.replace("21-0886 ", ""), (("21-0886",), ())),
        ("", (("2024-0311", "21-0886", "14:02"), ())),
        (TEXT.replace("Deputy", "12 Deputy"), ((), ())),  # two digits are no number of anything
    ],
)
def test_numbers_of_one_engine_alone(second: str, apart: tuple[tuple[str, ...], ...]) -> None:
    assert differences(TEXT, second) == apart


@given(st.text(max_size=80), st.text(max_size=80))
def test_two_readings_differ_both_ways_alike(one: str, other: str) -> None:
    assert differences(one, other) == differences(other, one)[::-1]
    assert differences(one, one) == ((), ())


def without_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    second_ocr.version.cache_clear()
    monkeypatch.setattr(second_ocr, "PACKAGE", "an-engine-that-nobody-has")


def test_without_an_engine_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    without_engine(monkeypatch)
    with pytest.raises(KylesError, match="A second OCR engine is not installed"):
        second_ocr.version()
    second_ocr.version.cache_clear()


def recognised(kyles: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A matter with a scan that Tesseract is said to have read, one number otherwise."""
    (place / "room").mkdir()
    (place / "room" / "note.pdf").write_bytes(scanned(written([TEXT])))
    assert kyles("new", place / "matter", "--title", "State v. Harlan", "--court",
                 "us-nm/district").code == Exit.DONE  # fmt: skip
    monkeypatch.chdir(place / "matter")
    kyles("add", "../room", "--holder", "Sheriff")
    with open_matter_folder(place / "matter") as store:
        (item,) = items.every(store.view())
        key = items.contents(store.view(), [item])[item.id]
        told = Reading(Layer.OCR, TEXT.replace("0311", "0811"), tesseract.ENGINE, "5")
        again = readings.content(item.version.sha256 or "", ((told,),), ())
        made = [Recognition(1, tesseract.ENGINE, "5", 90.0, "")]
        store.record([readings.reread(key, again.key, made)],
                     derive=lambda connection: readings.keep(connection, [again]))  # fmt: skip
    return place / "matter"


def test_the_command_without_an_engine(
    kyles: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recognised(kyles, tmp_path, monkeypatch)
    without_engine(monkeypatch)
    ran = kyles("ocr", "--second")
    second_ocr.version.cache_clear()
    assert ran.code == Exit.FAILED
    assert "A second OCR engine is not installed." in ran.err


@needs_both
def test_a_number_that_the_engines_read_otherwise(
    kyles: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = recognised(kyles, tmp_path, monkeypatch)
    ran = kyles("ocr", "--second", "--json")
    assert ran.json == {
        "pages": 1, "unreadable": [],
        "differing": [{"path": "room/note.pdf", "page": 1, "first": ["2024-0811"],
                       "second": ["2024-0311"]}],
    }  # fmt: skip
    with open_matter_folder(matter) as store:
        size = store.view().size
    assert kyles("ocr", "--second").code == Exit.DONE
    with open_matter_folder(matter) as store:
        assert store.view().size == size  # it asserts nothing, and records nothing


@needs_both
def test_the_second_engine_reads_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scanned(written([TEXT])))
    assert "2024-0311" in second_ocr.read(ScanPage(path, 1))
