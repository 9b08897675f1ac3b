"""`kyles ocr`: a scan becomes comparable, the earlier readings stay, an ended run goes on."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.processes import start
from tests.export.matter import SUPPLEMENT
from tests.intake.scans import scanned, written

from kyles.errors import Exit
from kyles.intake import ocr
from kyles.model import Layer
from kyles.store import items, open_matter_folder, readings

HAS_TESSERACT = shutil.which("tesseract") is not None
needs_tesseract = pytest.mark.skipif(not HAS_TESSERACT, reason="Tesseract is not installed")
NEW = ("--title", "State v. Harlan", "--court", "us-nm/district", "--defendant", "Harlan")
NOTE = "Boxes 4 and 5 were moved to the annex."


@pytest.fixture
def scans(kyles: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A supplement held as it was written, and given as a scan; a stamped note; a blank page."""
    report = written([*SUPPLEMENT[:2]])
    for name, data in (("sheriff/supplement.pdf", report),
                       ("VOL001/a.pdf", scanned(report)),
                       ("VOL001/note.pdf", scanned(written([NOTE]), stamp="SFDA-0003")),
                       ("VOL001/blank.pdf", scanned(written([" "])))):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    matter = tmp_path / "matter"
    assert kyles("new", matter, *NEW).code == Exit.DONE
    monkeypatch.chdir(matter)
    kyles("add", "../sheriff", "--holder", "Sheriff")
    kyles("add", "../VOL001", "--produced-to", "Harlan")
    return matter


def covered(kyles: Run) -> float:
    """The share of the held report's words that the production contains."""
    (item,) = kyles("coverage", "--json").json["items"]
    gaps = [gap["text"] for page in item["pages"] for gap in page["missing"]]
    if item["coverage"]:  # what is left is a letter that was read as a stroke
        assert all(len(text) <= 2 for text in gaps), gaps
    return float(item["coverage"])


def unreadable(kyles: Run) -> list[str]:
    findings = kyles("audit", "--json").json["findings"]
    return [one["about"]["path"] for one in findings
            if one["rule"] == "unreadable" and one["state"] == "open"]  # fmt: skip


def of_note(matter: Path) -> dict[int, list[tuple[Layer, str]]]:
    """The readings of the stamped note, by page."""
    with open_matter_folder(matter) as store:
        view = store.view()
        item = items.one(view, "note.pdf")
        key = readings.newest(view, items.contents(view, [item]))[item.id]
        pages = readings.of(view, key)
        return {page: [(one.layer, one.text) for one in some] for page, some in pages.items()}


@needs_tesseract
def test_a_held_report_is_found_in_the_scan_of_it(kyles: Run, scans: Path):
    (item,) = kyles("coverage", "--json").json["items"]
    assert (item["status"], {page["by"] for page in item["pages"]}) == ("disclosed", {"image"})
    assert "p. 2: by its picture; VOL001/a.pdf p. 2" in kyles("compare", "supplement.pdf").out
    assert unreadable(kyles) == ["VOL001/a.pdf", "VOL001/blank.pdf", "VOL001/note.pdf"]
    before = of_note(scans)
    size = kyles("coverage", "--json").json["ledger"]["size"]
    told = kyles("ocr", "--dry-run")
    assert told.code == Exit.DONE
    assert told.out.startswith("4 pages in 3 documents, about ")
    ran = kyles("ocr")
    assert ran.code == Exit.INCOMPLETE
    assert ran.out == "3 pages read in 3 documents.\n"
    assert "blank.pdf p. 1: no words were recognised" in ran.err
    assert covered(kyles) > 0.98
    assert unreadable(kyles) == ["VOL001/blank.pdf"]
    after = of_note(scans)
    assert after[1][1:] == before[1] == [(Layer.TEXT, "SFDA-0003")]
    assert after[1][0][0] is Layer.OCR
    assert NOTE in after[1][0][1]
    assert "ammunition" in kyles("show", "a.pdf", "--text", "--page", 1).out
    (earlier,) = kyles("coverage", "--json", "--as-of", size).json["items"]
    assert earlier["pages"] == item["pages"]
    assert kyles("findings", "--rule", "partly_disclosed", "--json").json["findings"] == []


@needs_tesseract
def test_what_was_read_is_not_read_again(kyles: Run, scans: Path):
    kyles("ocr")
    with open_matter_folder(scans) as store:
        size = store.view().size
    assert kyles("ocr").out == "0 pages read in 0 documents.\n"
    assert kyles("ocr", "--dry-run").out == "No page needs OCR.\n"
    kyles("add", "../VOL001", "--produced-to", "Harlan")
    assert kyles("ocr", "--json").json["todo"] == 0
    with open_matter_folder(scans) as store:
        assert store.view().size == size
    assert covered(kyles) > 0.98
    assert kyles("doctor").code == Exit.DONE


@needs_tesseract
def test_engine_version_confidence_and_boxes_are_kept(kyles: Run, scans: Path):
    kyles("ocr")
    with open_matter_folder(scans) as store:
        view = store.view()
        item = items.one(view, "a.pdf")
        content = items.content(view, item)
        first, second = readings.recognitions(view, content or "")
        assert (first.page, second.page, first.engine) == (1, 2, "tesseract")
        assert first.version
        assert first.confidence is not None
        assert 80 < first.confidence <= 100
        words = ocr.boxes(store, item.version.sha256 or "", 1)
    box = next(word for word in words if word.text == "SUPPLEMENT")
    assert 250 < box.left < 1800  # pixels at 300 dpi, from the upper left corner
    assert 200 < box.top < 500
    assert box.width > box.height > 10


@needs_tesseract
def test_a_killed_run_goes_on_where_it_was(kyles: Run, scans: Path):
    process = start("ocr", cwd=scans)
    deadline = time.monotonic() + 60
    while not kept(scans) and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert kyles("doctor").code == Exit.DONE
    before = kept(scans)
    assert before
    kyles("ocr")
    assert kept(scans)[: len(before)] == before
    assert covered(kyles) > 0.98


def kept(matter: Path) -> list[str]:
    """The pages that are done, in the order in which they were."""
    with open_matter_folder(matter) as store:
        sql = "SELECT key FROM derived WHERE key LIKE 'ocr:%' ORDER BY rowid"
        return [key for (key,) in store.connection.execute(sql)]


def test_without_tesseract_one_line(kyles: Run, scans: Path, monkeypatch: pytest.MonkeyPatch):
    ocr.tesseract.version.cache_clear()
    monkeypatch.setenv("PATH", str(scans))
    for words in (("ocr",), ("ocr", "--dry-run")):
        ran = kyles(*words)
        assert (ran.code, ran.out) == (Exit.FAILED, "")
        assert ran.err == (
            "kyles: Tesseract is not installed. On Debian: apt-get install tesseract-ocr.\n"
        )
