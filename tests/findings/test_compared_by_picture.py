"""Scans and photographs without text are found by their pictures, in whole, in part, or not."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from tests.reconcile.images.forms import boxed, faxed, pdf, photograph, receipt

from kyles.audit import Audited, audit
from kyles.intake.add import Addition, add
from kyles.model import Status, Withholding
from kyles.store import create, items, matters, productions

BOX = (0.1, 0.3, 0.8, 0.36)
Files = dict[str, bytes]
Audits = Callable[..., Audited]


@pytest.fixture
def audits(tmp_path: Path) -> Audits:
    """A matter with what a sheriff holds and what Harlan was given, audited."""

    def run(held: Files, given: Files, *, withheld: str = "") -> Audited:
        for folder, files in (("sheriff", held), ("VOL001", given)):
            (tmp_path / folder).mkdir()
            for name, data in files.items():
                (tmp_path / folder / name).write_bytes(data)
        opened = matters.opened("State v. Harlan", court="us-nm/district", zone="America/Denver",
                                defendants=("Harlan",), incidents=("21-0886",))  # fmt: skip
        with create(tmp_path / "matter", opened) as store:
            add(store, tmp_path / "sheriff", Addition(holder="Sheriff"))
            add(store, tmp_path / "VOL001", Addition(defendants=("Harlan",), on="2024-03-01"))
            if withheld:
                item = items.one(store.view(), withheld).id
                store.record([productions.withheld(Withholding(
                    "", item, "Harlan", "Rule 5-501(F)", "work product", existence_revealed=True,
                    pages="1"))])  # fmt: skip
            first = audit(store)
            size = store.view().size
            assert [one.says for one in audit(store).findings] == [
                one.says for one in first.findings
            ]
            assert store.view().size == size
            return first

    return run


def statuses(audited: Audited) -> dict[str, Status]:
    looked = audited.audit
    return {looked.items[item].path.split("/")[1]: told.status
            for (item, _), told in looked.coverage.items()}  # fmt: skip


def said(audited: Audited, rule: str = "compared_by_picture") -> list[tuple[int, str]]:
    return [(one.priority, one.says) for one in audited.findings if one.rule == rule]


def test_scans_and_a_photograph_without_a_word_of_text(audits: Audits):
    held = {f"receipt{at}.pdf": pdf(receipt(at)) for at in (1, 2, 3)}
    held["two.pdf"] = pdf(receipt(4), receipt(5))
    held["blank.pdf"] = pdf(Image.new("L", (1275, 1650), 252))
    held |= {"seen.png": png(photograph(1)), "kept.png": png(photograph(2))}
    given = {
        "all.pdf": pdf(faxed(receipt(1)), faxed(boxed(receipt(2), BOX)), faxed(receipt(8)),
                       faxed(receipt(5))),
        "IMG_1.jpg": jpeg(photograph(1).resize((360, 280))),
    }  # fmt: skip
    audited = audits(held, given)
    assert statuses(audited) == {
        "receipt1.pdf": Status.DISCLOSED, "receipt2.pdf": Status.IN_PART,
        "receipt3.pdf": Status.NOT_DISCLOSED, "two.pdf": Status.IN_PART,
        "blank.pdf": Status.UNREADABLE, "seen.png": Status.DISCLOSED,
        "kept.png": Status.NOT_DISCLOSED,
    }  # fmt: skip
    boxes, missing = sorted(said(audited), key=lambda one: "two.pdf" in one[1])
    assert boxes[0] == missing[0] == 1
    assert "receipt2.pdf was compared with what was given to Harlan by its picture" in boxes[1]
    assert "page 1 was found as VOL001/all.pdf p. 2" in boxes[1]
    assert "parts are blacked out" in boxes[1]
    assert "two.pdf" in missing[1]
    assert "page 1 was not found" in missing[1]
    assert said(audited, "partly_disclosed") == []
    assert {one.split(";")[0] for _, one in said(audited, "held_not_disclosed")} == {
        "Sheriff has sheriff/receipt3.pdf", "Sheriff has sheriff/kept.png"}  # fmt: skip


def test_a_page_that_only_looks_like_one_is_a_question(audits: Audits):
    changed = receipt(1).copy()
    line = (100, 492, 640, 514)
    changed.paste(receipt(2).crop(line), line[:2])
    audited = audits({"receipt.pdf": pdf(receipt(1))}, {"all.pdf": pdf(changed)})
    assert statuses(audited) == {"receipt.pdf": Status.UNREADABLE}
    ((priority, says),) = said(audited)
    assert priority == 2
    assert "page 1 looks like VOL001/all.pdf p. 1" in says
    assert "compare by eye" in says


def test_boxes_that_the_log_covers_open_nothing(audits: Audits):
    given = {"all.pdf": pdf(faxed(boxed(receipt(1), BOX)))}
    audited = audits({"receipt.pdf": pdf(receipt(1))}, given, withheld="receipt.pdf")
    assert statuses(audited) == {"receipt.pdf": Status.IN_PART}
    assert said(audited) == []


def test_a_page_with_boxes_that_fits_two_records_is_a_question(audits: Audits):
    entries = ((0.08, 0.06, 0.95, 0.2), (0.08, 0.28, 0.95, 0.45))
    audited = audits({"one.pdf": pdf(receipt(1)), "two.pdf": pdf(receipt(2))},
                     {"all.pdf": pdf(boxed(receipt(1), *entries))})  # fmt: skip
    assert Status.DISCLOSED not in statuses(audited).values()
    assert Status.IN_PART not in statuses(audited).values()


def test_no_picture_is_drawn_where_words_say_all(audits: Audits):
    note = b"Boxes 4 and 5 were moved to the annex after the night shift, and the gate was sealed."
    audited = audits({"note.txt": note}, {"note.txt": note + b" Received by the front desk."})
    assert statuses(audited) == {"note.txt": Status.DISCLOSED}
    (told,) = audited.audit.coverage.values()
    assert {page.by for page in told.pages} == {"text"}


def png(page: Image.Image) -> bytes:
    data = io.BytesIO()
    page.save(data, "PNG")
    return data.getvalue()


def jpeg(page: Image.Image) -> bytes:
    data = io.BytesIO()
    page.save(data, "JPEG", quality=60)
    return data.getvalue()
