"""Tables by their rows: order and format do not matter, and nothing is given that is not there."""

from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kyles.fingerprint.cells import cell_key
from kyles.reconcile import tables
from kyles.reconcile.coverage import PageCoverage, Text
from kyles.reconcile.tables.match import LINKED
from kyles.reconcile.tables.table import weight

LOG = [
    "Number\tDate\tOfficer\tDescription",
    "2024-0311\t2024-03-06\tA. Poe\tbox of 24 cartridges, live",
    "2024-0312\t2024-03-06\tA. Poe\tcanvas bag with a broken strap",
    "2024-0313\t2024-03-07\tB. Roe\tphotographs of the north gate",
    "2024-0314\t2024-03-09\tB. Roe\tkey of the evidence locker",
    "1\tx",
]


def table(lines: Sequence[str], key: str = "held/text", a_page: int = 100) -> Text:
    pages = [lines[at : at + a_page] for at in range(0, len(lines), a_page)]
    return Text(key, tuple("\n".join(page) for page in pages))


def covered(held: Sequence[str], *produced: Sequence[str]) -> list[PageCoverage]:
    others = [table(lines, f"given{at}/text") for at, lines in enumerate(produced)]
    return tables.cover([table(held)], others, {}, lambda *_: {}).get("held/text", [])


def missing(pages: Sequence[PageCoverage], lines: Sequence[str]) -> list[str]:
    text = "\n".join(lines)
    return [text[gap.start : gap.end] for gap in pages[0].missing]


def test_a_table_that_was_sorted_and_written_otherwise_is_given():
    written = [
        "Number\tOfficer\tDescription\tDate",
        "2024-0314\tB. ROE\tKey of the evidence locker\t3/9/2024",
        "2024-0313\tB. Roe\tphotographs of the north gate\t03/07/24",
        "2024-0311\tA. Poe\tbox of 24 cartridges (live)\t3/6/2024",
        "1\tx",
        "2024-0312\tA. Poe\tcanvas bag with a broken strap\t3/6/2024",
    ]
    pages = covered(LOG, written)
    assert (tables.judge(pages), pages[0].missing) == ("disclosed", ())


def test_rows_that_were_left_out_are_missing_one_run_one_gap():
    pages = covered(LOG, [LOG[0], LOG[4], LOG[1], LOG[5]])
    assert tables.judge(pages) == "in_part"
    assert missing(pages, LOG) == ["\n".join(LOG[2:4])]


def test_columns_that_were_added_do_not_matter_and_one_left_out_is_missing():
    added = [f"{at}\t{line}\treviewed" for at, line in enumerate(LOG)]
    assert tables.judge(covered(LOG, added)) == "disclosed"
    without = [line.rpartition("\t")[0] for line in LOG[:5]]
    pages = covered(LOG[1:2], without)
    assert missing(pages, LOG[1:2]) == ["box of 24 cartridges, live"]
    assert pages[0].missing[0].kind == "not_produced"


def test_a_cell_that_says_something_else_differs():
    other = [line.replace("live", "blank") for line in LOG]
    pages = covered(LOG, other)
    assert tables.judge(pages) == "in_part"
    assert missing(pages, LOG) == ["box of 24 cartridges, live"]
    assert pages[0].missing[0].kind == "differs"


def test_a_row_like_another_one_is_not_given_with_it():
    held = [f"{number}\t2024-03-06\tA. Poe\tbox of 24 cartridges" for number in (311, 312)]
    pages = covered(held, held[:1])
    assert missing(pages, held) == [held[1]]


def test_most_of_a_row_by_chance_is_no_evidence_of_the_table():
    held = [f"2024-03-{day:02d}\tA. Poe\ttheft of a bicycle\tnorth" for day in range(1, 29)]
    pages = covered(held, ["2024-03-07\tA. Poe\ttheft of a bicycle\tsouth"])
    assert pages[0].covered > 0
    assert tables.judge(pages) == "not_disclosed"


def test_a_number_of_its_own_tells_which_row_it_is():
    pages = covered(LOG[1:5], ["2024-0312\tcanvas bag with a broken strap\tC. Doe"])
    assert missing(pages, LOG[1:5])[1:3] == ["2024-03-06", "A. Poe"]
    assert tables.judge(pages) == "in_part"


def test_short_rows_are_no_evidence_and_count_beside_others():
    short = ["1\tx", "2\ty", "3\tz"]
    long = LOG[1:4]
    assert tables.judge(covered(short + long, short)) == "not_disclosed"
    assert tables.judge(covered(short + long, short + long)) == "disclosed"
    assert missing(covered(short + long, long), short + long) == ["\n".join(short)]


def test_the_names_of_columns_are_no_evidence():
    assert tables.judge(covered(LOG, [LOG[0], "something\telse"])) == "not_disclosed"


def test_a_table_of_short_rows_only_is_left_to_its_text():
    assert covered(["1\tx", "2\ty"], ["1\tx", "2\ty"]) == []


SAYS = ("a b c d e f g h i j k l", "311", "312", "2024-0313", "2024-03-06", "A. Poe", "B. Roe", "x",
        "", "box of cartridges", "photographs of the gate")  # fmt: skip
cells = st.sampled_from(SAYS)
sheets = st.lists(st.lists(cells, min_size=1, max_size=4).map("\t".join), min_size=1, max_size=8)


def told(pages: Sequence[PageCoverage]) -> list[tuple[object, ...]]:
    return [(page.words, page.covered, page.own, page.missing) for page in pages]


@given(sheets, sheets, sheets, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_produced_rows_never_matters(held, first, second, chance):
    before = covered(held, first, second)
    again = [chance.sample(lines, len(lines)) for lines in (first, second)]
    assert told(covered(held, *again)) == told(before)
    assert told(covered(held, *reversed(again))) == told(before)


@given(sheets, sheets, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_held_rows_never_matters(held, produced, chance):
    before, after = (covered(some, produced) for some in (held, chance.sample(held, len(held))))
    assert [(page.words, page.covered) for page in after] == [
        (page.words, page.covered) for page in before
    ]


@given(sheets, sheets, sheets, st.data())
@settings(max_examples=150, deadline=None)
def test_removing_produced_rows_never_raises_coverage(held, first, second, data):
    before = covered(held, first, second)
    some = [line for line in first if data.draw(st.booleans())]
    for after in (covered(held, some, second), covered(held, second)):
        assert all(one.covered <= other.covered for one, other in zip(after, before, strict=True))


@given(sheets)
@example(["a b c d e f g h i j k l", "a b c d e f g h i j k l\t" * 2, "a b c d e f g h i j k l\t"])
@settings(max_examples=100, deadline=None)
def test_a_table_is_given_by_itself(held):
    pages = covered(held, held)
    rows = {tuple(sorted(filter(None, map(cell_key, line.split("\t"))))) for line in held}
    says_enough = sum(map(weight, rows)) >= LINKED
    assert not pages or not says_enough or tables.judge(pages) == "disclosed"
