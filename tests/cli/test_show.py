"""`kyles show`: a finding with its sources, an item with its text as offsets count it."""

from pathlib import Path

from tests.cli.conftest import Run

from kyles.errors import Exit


def test_a_finding_with_sources_and_history(kyles: Run, case: Path):
    kyles("audit")
    kyles("decide", "F-0001", "--asked", "the sheriff")
    ran = kyles("show", "f-1")
    assert ran.code == Exit.DONE
    assert ran.out.startswith("F-0001  priority 1  ")
    assert "[asked]" in ran.out
    assert ": asked: the sheriff" in ran.out
    told = kyles("show", "1", "--json")
    assert told.code == Exit.USAGE
    told = kyles("show", "F-1", "--json").json
    assert [one["says"] for one in told["history"]] == ["the sheriff"]
    assert told["sources"]


def test_showing_appends_nothing(kyles: Run, case: Path):
    size = kyles("audit", "--json").json["ledger"]["size"]
    kyles("show", "F-0001")
    kyles("show", "report.pdf")
    assert kyles("doctor", "--json").json["ledger"]["size"] == size


def test_an_item_by_name_number_and_path(kyles: Run, case: Path):
    by_name = kyles("show", "supplement_2.pdf", "--json").json
    assert by_name["path"] == "sheriff/supplement_2.pdf"
    assert kyles("show", by_name["item"], "--json").json == by_name
    thing = kyles("show", "2024-0311", "--json").json
    assert thing["facts"][0]["location"] == "C-14"
    face = kyles("show", "2024-0311").out
    assert "location: C-14" in face
    assert "{" not in face


def test_the_text_is_as_the_offsets_count_it(kyles: Run, case: Path):
    told = kyles("coverage", "--json", "--defendant", "Harlan").json["items"]
    (one,) = [row for row in told if row["path"].endswith("supplement_2.pdf")]
    gaps = [(page, gap) for page in one["pages"] for gap in page["missing"]]
    assert gaps
    for page, gap in gaps:
        text = kyles("show", one["item"], "--text", "--page", page["page"]).out
        assert text[gap["start"] : gap["end"]] == gap["text"]


def test_pages_are_parted_by_form_feeds(kyles: Run, case: Path):
    assert kyles("show", "supplement_2.pdf", "--text").out.count("\f") == 2
