"""A page is found in a poor scan of it; another record on the same form is not."""

import pytest
from PIL import Image
from tests.reconcile.images.forms import boxed, faxed, photograph, receipt

from kyles.fingerprint.page import print_of, straight
from kyles.reconcile.images import prints, register, search, tiles
from kyles.reconcile.images.tiles import Compared, Verdict


def compared(held: Image.Image, produced: Image.Image) -> Compared:
    ours, theirs = straight(held), straight(produced)
    own, other = print_of(ours), print_of(theirs)
    laid = register.laid((own.rows, own.columns), (other.rows, other.columns))
    return search.compared(ours, theirs, laid.map)


@pytest.mark.parametrize(("turn", "scale", "noise"), [(0, 1, 0), (1.5, 0.95, 25), (-2, 0.98, 45)])
def test_a_page_is_found_in_a_poor_scan_of_it(turn: float, scale: float, noise: float):
    told = compared(receipt(1), faxed(receipt(1), turn=turn, scale=scale, noise=noise))
    assert told.verdict is Verdict.FOUND
    assert told.redacted == 0


@pytest.mark.parametrize("other", [2, 3, 4])
def test_another_record_on_the_same_form_is_not_found(other: int):
    for produced in (receipt(other), faxed(receipt(other), noise=45)):
        assert compared(receipt(1), produced).verdict is Verdict.NOT_FOUND


def test_black_boxes_are_told():
    given = boxed(receipt(1), (0.1, 0.3, 0.8, 0.36), (0.55, 0.1, 0.9, 0.13))
    told = compared(receipt(1), faxed(given))
    assert told.verdict is Verdict.FOUND
    assert 20 < told.redacted < 0.4 * told.tiles
    assert compared(receipt(2), faxed(given)).verdict is not Verdict.FOUND


def test_a_form_with_its_entries_blacked_out_is_a_question_for_every_record():
    entries = (0.08, 0.06, 0.95, 0.58)
    told = compared(receipt(1), boxed(receipt(2), entries))
    assert told.verdict is Verdict.UNSURE


def test_whited_out_lines_are_a_question():
    told = compared(receipt(1), faxed(boxed(receipt(1), (0.1, 0.3, 0.9, 0.36), fill=255)))
    assert (told.verdict, told.empty > 10) == (Verdict.UNSURE, True)


def test_one_other_line_is_a_question():
    line = (0.1, 0.290, 0.95, 0.315)
    changed = receipt(1).copy()
    area = tuple(round(share * size) for share, size in zip(line, (*receipt(1).size,) * 2,
                                                            strict=True))  # fmt: skip
    changed.paste(receipt(2).crop(area), area[:2])
    told = compared(receipt(1), changed)
    assert told.verdict is Verdict.UNSURE
    assert told.other > 2


def test_a_page_with_stamps_and_notes_added_is_found():
    stamped = boxed(receipt(1), (0.6, 0.8, 0.9, 0.803), (0.6, 0.85, 0.9, 0.853))
    assert compared(receipt(1), faxed(stamped)).verdict is Verdict.FOUND


def test_a_photograph_made_smaller_is_found_and_another_is_not():
    held = photograph(1)
    assert compared(held, held.resize((360, 280))).verdict is Verdict.FOUND
    assert compared(held, photograph(2)).verdict is Verdict.NOT_FOUND
    page = Image.new("L", (1275, 1650), 255)
    page.paste(held.resize((900, 700)), (180, 300))
    assert compared(held, page).verdict is Verdict.FOUND


def test_a_dark_photograph_has_no_boxes():
    dark = photograph(3).point(lambda grey: grey * grey // 255)
    told = compared(dark, dark.resize((500, 389)))
    assert (told.verdict, told.redacted) == (Verdict.FOUND, 0)


def test_a_blank_page_is_blank_with_specks_and_noise():
    blank = Image.new("L", receipt(1).size, 250)
    assert print_of(straight(blank)).blank
    assert print_of(straight(faxed(blank, noise=20).crop((0, 0, 800, 900)))).blank
    assert not print_of(straight(receipt(1))).blank


def test_a_print_comes_back_as_it_was_kept():
    told = print_of(straight(receipt(1)))
    again = prints.unpacked(prints.packed(told))
    assert (again.bits == told.bits).all()
    assert abs(again.small - told.small).max() <= 0.5 / 15 + 1e-6
    assert abs(again.rows - told.rows).max() < 1e-3


def test_two_pages_are_compared_the_same_way_again():
    first, second = (compared(receipt(1), faxed(receipt(1))) for _ in range(2))
    assert first == second
    assert tiles.doubtful(first).verdict is Verdict.UNSURE
