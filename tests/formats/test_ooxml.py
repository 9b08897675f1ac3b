"""Word files: nothing that somebody wrote into one is lost, whatever part it stands in."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import children, details, expected, pages, read, states
from tests.formats.word import p, packed, part, r, relations, table, written

from kyles import package
from kyles.formats import ooxml
from kyles.model import Layer, State

BREAK = '<w:r><w:br w:type="page"/></w:r>'
SEEN = "<w:r><w:lastRenderedPageBreak/></w:r>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)


def body(path: Path) -> list[str]:
    return pages(read(path), Layer.BODY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "report.docx"


def test_a_file_as_a_library_writes_it(path: Path):
    document = docx.Document()
    document.core_properties.title = "Supplement"
    document.core_properties.author = "T. Doe"
    document.sections[0].header.paragraphs[0].text = "Case 21-0886"
    document.sections[0].footer.paragraphs[0].text = "SFDA-0001"
    document.add_paragraph("Rounds were handed in.").add_run().add_break(WD_BREAK.PAGE)
    grid = document.add_table(2, 3)
    for row, words in zip(grid.rows, (("Tag", "Item", "Bin"), ("1", "", "B4")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.save(str(path))
    parts = read(path)
    assert pages(parts, Layer.BODY) == ["Rounds were handed in.", "Tag\tItem\tBin\n1\t\tB4"]
    assert pages(parts, Layer.HEADER) == ["Case 21-0886"] * 2
    assert pages(parts, Layer.FOOTER) == ["SFDA-0001"] * 2
    assert details(parts, "title") == ["Supplement"]
    assert details(parts, "author") == ["T. Doe"]
    assert states(parts) == []


def test_tracked_changes_stand_apart_and_what_was_inserted_also_in_its_place(path: Path):
    changed = (
        r("Twelve ")
        + '<w:del w:author="T. Doe"><w:r><w:delText>live</w:delText></w:r></w:del>'
        + f'<w:ins w:author="T. Doe">{r("blank")}</w:ins>'
        + r(" rounds, ")
        + "<w:del><w:r><w:delText>one spent</w:delText></w:r></w:del>"
    )
    parts = read(written(path, p(changed)))
    assert pages(parts, Layer.BODY) == ["Twelve blank rounds,"]
    assert pages(parts, Layer.INSERTED) == ["blank"]
    assert pages(parts, Layer.DELETED) == ["live\none spent"]


def test_deleted_paragraphs_are_not_run_together(path: Path):
    gone = [p(f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>") for text in "ab"]
    assert pages(read(written(path, "".join(gone))), Layer.DELETED) == ["a\nb"]


def test_hidden_text_by_itself_by_its_style_and_shown_again(path: Path):
    styles = part("styles", "".join(
        f'<w:style w:styleId="{name}"><w:basedOn w:val="{base}"/><w:rPr>{own}</w:rPr></w:style>'
        for name, base, own in [("Root", "Root", ""), ("Note", "Root", "<w:vanish/>"),
                                ("Sub", "Note", ""), ("Plain", "Note", '<w:vanish w:val="0"/>')]
    ))  # fmt: skip
    text = (
        p(r("seen "), r("by run", "<w:vanish/>"))
        + p(
            r("by style"), r("shown", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="Sub"/>'
        )
        + p(r(" plain", '<w:rStyle w:val="Plain"/>'), r("by run style", '<w:rStyle w:val="Note"/>'))
    )
    parts = read(written(path, text, {"word/styles.xml": styles}, styles="styles.xml"))
    assert pages(parts, Layer.BODY) == ["seen\nshown\n plain"]
    assert pages(parts, Layer.HIDDEN) == ["by run\nby style\nby run style"]


def test_notes_and_comments_stand_on_the_page_that_points_to_them(path: Path):
    text = p(
        r("One"), '<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="0"/></w:r>'
    ) + p(BREAK, r("Two"), '<w:r><w:endnoteReference w:id="2"/></w:r>')
    separator = f'<w:footnote w:type="separator" w:id="-1">{p(r("----"))}</w:footnote>'
    notes = part("footnotes", separator + f'<w:footnote w:id="2">{p(r("See log."))}</w:footnote>')
    ends = part("endnotes", f'<w:endnote w:id="2">{p(r("Tape 4."))}</w:endnote>')
    comments = part(
        "comments",
        f'<w:comment w:id="0" w:author="R. Roe" w:date="2024-03-01T10:00:00Z">{p(r("Leave out?"))}'
        f'</w:comment><w:comment w:id="9" w:author="R. Roe">{p(r("Of no place."))}</w:comment>',
    )
    parts = read(written(
        path, text,
        {"word/footnotes.xml": notes, "word/endnotes.xml": ends, "word/comments.xml": comments},
        footnotes="footnotes.xml", endnotes="endnotes.xml", comments="comments.xml",
    ))  # fmt: skip
    assert pages(parts, Layer.NOTE) == ["See log.", "Tape 4."]
    assert pages(parts, Layer.COMMENT) == [
        "R. Roe, 2024-03-01T10:00:00Z: Leave out?", "R. Roe: Of no place.",
    ]  # fmt: skip


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on(path: Path):
    box = f"<w:txbxContent>{p(r('Stamp: copy'))}</w:txbxContent>"
    twice = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape>{box}</v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert body(written(path, p(r("Be"), twice, r("fore")) + p(r("After")))) == [
        "Before\nStamp: copy\nAfter"
    ]


def test_a_text_box_that_only_the_older_drawing_has(path: Path):
    box = f"<w:txbxContent>{p(r('Old'))}</w:txbxContent>"
    drawn = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert body(written(path, p(drawn))) == ["Old"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (p(r("a"), BREAK) + p(SEEN, r("b")), ["a", "b"]),
        (p(r("a")) + p(SEEN, r("b")), ["a", "b"]),
        (p(r("a")) + p(r("b"), properties="<w:pageBreakBefore/>"), ["a", "b"]),
        (p(r("a"), properties="<w:pageBreakBefore/>"), ["a"]),
        (p(r("a")) + p(r("b"), properties='<w:pageBreakBefore w:val="0"/>'), ["a\nb"]),
        (p(r("a"), BREAK) + p(BREAK) + p(r("c")), ["a", "", "c"]),
        (p(r("a"), properties="<w:sectPr/>") + p(r("b")) + "<w:sectPr/>", ["a", "b"]),
        (
            p(r("a"), properties="<w:sectPr/>")
            + p(r("b"))
            + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>',
            ["a\nb"],
        ),
        ("", [""]),
    ],
)
def test_pages_end_where_somebody_or_word_ended_them(path: Path, text: str, found: list[str]):
    assert body(written(path, text)) == found


def test_a_row_over_two_pages_keeps_its_cells_beside_each_other(path: Path):
    row = (p(r("a1")) + p(SEEN, r("a2")), p(r("b1")) + p(SEEN, r("b2")))
    assert body(written(path, table(row, (p(r("c")), p(r("d")))))) == ["a1\tb1", "a2\tb2\nc\td"]


def test_an_empty_first_cell_does_not_join_the_line_before(path: Path):
    text = p(r("Before")) + table((p(), p(r("b"))), (p(), p(r("d"))))
    assert body(written(path, text)) == ["Before\n\tb\n\td"]


def test_a_table_in_a_cell_is_read_once(path: Path):
    inner = table((p(r("in")), p(r("ner"))))
    assert body(written(path, table((p(r("out")) + inner, p(r("er")))))) == ["out\nin\tner\ter"]


def margin(kind: str, text: str) -> str:
    return part(kind, p(r(text)))


def test_first_even_and_inherited_headers(path: Path):
    first = (
        '<w:sectPr><w:headerReference w:type="first" r:id="header1"/>'
        '<w:headerReference w:type="default" r:id="header2"/>'
        '<w:headerReference w:type="even" r:id="header3"/><w:titlePg/></w:sectPr>'
    )
    text = p(r("1")) + p(BREAK) + p(BREAK, properties=first) + p(r("4")) + "<w:sectPr/>"
    parts = {f"word/header{n}.xml": margin("hdr", name)
             for n, name in enumerate(("first", "odd", "even"), 1)}  # fmt: skip
    parts["word/settings.xml"] = part("settings", "<w:evenAndOddHeaders/>")
    related = {f"header{n}": f"header{n}.xml" for n in (1, 2, 3)}
    made = read(written(path, text, parts, settings="settings.xml", **related))
    assert pages(made, Layer.HEADER) == ["first", "even", "odd", "even"]


def test_a_header_that_no_page_shows_is_told_all_the_same(path: Path):
    section = '<w:sectPr><w:headerReference w:type="first" r:id="header1"/></w:sectPr>'
    parts: dict[str, str | bytes] = {"word/header1.xml": margin("hdr", "Case 21-0886")}
    made = read(written(path, p(r("text")) + section, parts, header1="header1.xml"))
    assert pages(made, Layer.HEADER) == ["Case 21-0886"]


def test_signs_fields_and_forms(path: Path):
    text = p(
        r("Tag"), "<w:r><w:tab/><w:t>4</w:t><w:noBreakHyphen/><w:t>A</w:t><w:br/></w:r>",
        "<w:r><w:instrText>PAGE</w:instrText></w:r>", r("live "),
        '<w:r><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
        "</w:r>",
        '<w:r><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/>'
        '<w:listEntry w:val="yes"/></w:ddList></w:ffData></w:r>',
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="00A7"/></w:r>',
    )  # fmt: skip
    assert body(written(path, text)) == ["Tag\t4-A\nlive ☒yes•§"]


def test_a_watermark_and_the_words_of_a_chart(path: Path):
    mark = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    chart = '<w:r><w:drawing><w:chart r:id="chart1"/></w:drawing></w:r>'
    parts: dict[str, str | bytes] = {"word/charts/chart1.xml": part("c", "<w:v>Shots</w:v>")}
    found = body(written(path, p(mark, chart), parts, chart1="charts/chart1.xml"))
    assert [line for line in found[0].split("\n") if line] == ["DRAFT", "Shots"]


def test_what_was_put_into_the_file_comes_out_byte_for_byte(path: Path):
    inner = packed(p(r("inner")))
    parts: dict[str, str | bytes] = {
        "word/embeddings/inner.docx": inner, "word/media/image1.png": b"\x89PNG",
        "word/vbaProject.bin": OLE, "docProps/thumbnail.jpeg": b"x", "word/fonts/f.odttf": b"x",
    }  # fmt: skip
    made = read(written(path, p(r("outer")), parts))
    assert children(made) == {"inner.docx": inner, "image1.png": b"\x89PNG", "vbaProject.bin": OLE}
    assert expected(made, "children") == 3


def test_links_and_the_properties_that_an_agency_sets(path: Path):
    custom = part(
        "Properties", '<w:property name="Case No"><w:lpwstr>21-0886</w:lpwstr></w:property>'
    )
    made = read(written(
        path, p(r("text")), {"docProps/custom.xml": custom}, hyperlink1="https://x.test/log",
        hyperlink2="https://x.test/log",
    ))  # fmt: skip
    assert details(made, "link") == ["https://x.test/log"]
    assert details(made, "property") == ["Case No\t21-0886"]


def test_where_fields_lead_and_what_pictures_are_said_to_show(path: Path):
    def field(*words: str) -> str:
        told = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in words)
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + told
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("the log")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )  # fmt: skip

    simple = f"<w:fldSimple w:instr='HYPERLINK \"https://x.test/b\"'>{r(' and b')}</w:fldSimple>"
    picture = '<w:r><w:drawing><w:docPr id="1" descr="Two  boxes on a shelf"/></w:drawing></w:r>'
    made = read(written(
        path,
        p(field(" HYPERLINK &quot;https://x.", "test/a&quot; "), simple, field("PAGE"), picture),
        {"word/header1.xml": part("hdr", p(field("HYPERLINK &quot;https://x.test/c&quot;")))},
        hyperlink1="https://x.test/c",
    ))  # fmt: skip
    assert details(made, "link") == ["https://x.test/c", "https://x.test/a", "https://x.test/b"]
    assert details(made, "picture") == ["Two boxes on a shelf"]
    assert pages(made, Layer.BODY) == ["the log and bthe log"]


def test_a_password_and_the_older_kind(path: Path):
    path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert states(read(path)) == [State.LOCKED]
    path.write_bytes(OLE)
    assert states(read(path)) == [State.FAILED]


def test_a_file_that_lacks_its_end_is_read_as_far_as_it_goes(path: Path):
    words = "".join(p(r(f"Line {number} of the report.")) for number in range(2000))
    data = packed(words)
    path.write_bytes(data[: len(data) * 2 // 3])
    parts = read(path)
    assert body(path)[0].startswith("Line 0 of the report.\nLine 1 of the report.")
    assert {*states(parts)} == {State.PARTIAL}


def test_a_directory_that_is_missing_costs_nothing_else(path: Path):
    data = packed(p(r("All of it.")))
    path.write_bytes(data[: data.index(b"PK\x01\x02")])
    assert body(path) == ["All of it."]
    assert {*states(read(path))} == {State.PARTIAL}


def test_a_damaged_part_costs_only_itself(path: Path):
    parts: dict[str, str | bytes] = {"word/header1.xml": "<w:hdr xmlns:w='x'><w:p><w:r><w:t>Ca"}
    section = '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    made = read(written(path, p(r("Text")) + section, parts, header1="header1.xml"))
    assert pages(made, Layer.BODY) == ["Text"]
    assert pages(made, Layer.HEADER) == ["Ca"]
    assert states(made) == [State.PARTIAL]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + bytes(200), b"\0\1\2\3" * 99])
def test_what_is_no_word_file_has_failed(path: Path, data: bytes):
    path.write_bytes(data)
    assert states(ooxml.read(path))[-1] is State.FAILED


def test_an_archive_of_another_kind_gives_what_is_in_it(path: Path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"\xff\xd8")
    made = read(path)
    assert children(made) == {"photo.jpg": b"\xff\xd8"}
    assert states(made) == [State.FAILED]


@pytest.mark.parametrize(
    "entity", ['<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">', '<!ENTITY b SYSTEM "OUTSIDE">']
)
def test_no_entity_is_expanded_and_the_part_says_so(path: Path, entity: str):
    (path.parent / "secret").write_text("aaaa")
    entity = entity.replace("OUTSIDE", (path.parent / "secret").as_uri())
    document = part("document", f"<w:body>{p(r('Before &b; after'))}</w:body>")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<!DOCTYPE x [{entity}]>{document}")
    parts = read(path)
    assert pages(parts, Layer.BODY) == ["Before &b; after"]
    assert states(parts) == [State.PARTIAL]


def test_a_part_that_unpacks_to_too_much_is_left_out(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(package, "LARGEST_PART", 1000)
    made = read(written(path, p(r("Text")), {"word/media/bomb.bin": bytes(100_000)}))
    assert children(made) == {}
    assert expected(made, "children") == 1
    assert states(made) == [State.PARTIAL]
    assert pages(made, Layer.BODY) == ["Text"]


def test_what_all_parts_together_may_be(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(package, "LARGEST_WHOLE", 20_000)
    many: dict[str, str | bytes] = {f"word/media/{n}.bin": bytes(8000) for n in range(9)}
    made = read(written(path, p(r("Text")), many))
    assert 0 < len(children(made)) < 3
    assert states(made) == [State.PARTIAL] * (9 - len(children(made)))


def test_relations_of_a_header_are_its_own(path: Path):
    chart = '<w:r><w:drawing><w:chart r:id="chart1"/></w:drawing></w:r>'
    section = '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    parts: dict[str, str | bytes] = {
        "word/header1.xml": part("hdr", p(chart)),
        "word/_rels/header1.xml.rels": relations(chart1="/word/charts/c.xml"),
        "word/charts/c.xml": part("c", "<w:v>Own</w:v>"),
    }
    made = read(written(path, p(r("Text")) + section, parts, header1="header1.xml"))
    assert pages(made, Layer.HEADER) == ["Own"]


@given(
    st.recursive(
        st.text("ab ", max_size=3).map(r),
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda some: p(*some))
            | st.lists(inner, min_size=1, max_size=3).map(lambda some: table(tuple(some)))
            | inner.map(lambda one: f"<w:del>{one}</w:del>")
            | inner.map(lambda one: f"<w:ins>{one}{BREAK}</w:ins>")
            | inner.map(lambda one: f"<w:txbxContent>{one}</w:txbxContent>")
        ),
        max_leaves=12,
    )
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_letter_is_lost_or_told_twice(path: Path, text: str):
    parts = read(written(path, p(text)))
    found = "".join(pages(parts, Layer.BODY) + pages(parts, Layer.DELETED))
    wanted = text.split("<w:t ")[1:]
    letters = "".join(one.split(">", 1)[1].split("</w:t>")[0] for one in wanted)
    assert sorted("".join(found.split())) == sorted("".join(letters.split()))
