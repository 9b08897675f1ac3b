"""Tables: every row of every sheet, also hidden ones, as it stands there."""

import csv
import io
import struct
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from tests.formats.old_workbook import Sheet, workbook
from tests.formats.parts import children, details, pages, read, rows, states

from kyles.compound import MARK
from kyles.formats import Page, Trouble, doc, identify, spreadsheet
from kyles.formats.spreadsheet import binary, margins
from kyles.model import Layer, State

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)


@pytest.fixture
def table(tmp_path: Path):
    """Reads the bytes of a CSV, or a workbook."""

    def parts(content: bytes | openpyxl.Workbook, name: str = ""):
        path = tmp_path / (name or ("list.csv" if isinstance(content, bytes) else "list.xlsx"))
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            content.save(path)
        return read(path)

    return parts


def cells(parts) -> list[tuple[str, ...]]:
    return [row for _, _, row in rows(parts)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_delimiters_and_encodings_are_told_from_the_bytes(table, delimiter, encoding):
    text = "Tag,Name\r\n1,Müller\r\n2,Roe\r\n".replace(",", delimiter)
    parts = table(text.encode(encoding))
    assert cells(parts) == [("Tag", "Name"), ("1", "Müller"), ("2", "Roe")]
    assert pages(parts, Layer.TEXT) == ["Tag\tName\n1\tMüller\n2\tRoe"]


def test_ragged_rows_and_empty_lines_keep_their_cells_and_numbers(table):
    parts = table(b"Property list\n\nTag,Item,Bin\n1,box\n2,gun,B4,extra\n")
    assert rows(parts) == [
        ("", 1, ("Property list",)),
        ("", 3, ("Tag", "Item", "Bin")),
        ("", 4, ("1", "box")),
        ("", 5, ("2", "gun", "B4", "extra")),
    ]


def test_a_cell_with_line_breaks_is_one_cell(table):
    parts = table(b'Tag,Item\n1,"box of\ncartridges, live"\n2,gun\n')
    assert cells(parts)[1] == ("1", "box of\ncartridges, live")
    assert pages(parts, Layer.TEXT)[0].split("\n")[1] == "1\tbox of cartridges, live"


def test_a_cell_may_be_of_any_length_and_a_short_table_shortens_no_other(table):
    before = csv.field_size_limit()
    long = "x" * (2 * before)
    assert cells(table(f"Tag,Item\n1,{long}\n".encode()))[1] == ("1", long)
    table(b"a,b\n")
    assert csv.field_size_limit() >= before


def test_pages_hold_so_many_rows(table):
    lines = b"".join(b"%d,x\n" % number for number in range(2 * spreadsheet.ROWS_A_PAGE + 1))
    assert [page.count("x") for page in pages(table(lines), Layer.TEXT)] == [200, 200, 1]


def test_every_sheet_also_a_hidden_one(table):
    book = openpyxl.Workbook()
    book.active.title = "Front"
    book.active.append(["Tag", "Item"])
    back = book.create_sheet("Back")
    back.append(["2024-0311", "live rounds"])
    back.sheet_state = "hidden"
    parts = table(book)
    assert rows(parts) == [
        ("Front", 1, ("Tag", "Item")),
        ("Back", 1, ("2024-0311", "live rounds")),
    ]
    assert details(parts, "hidden_sheet") == ["Back"]


def test_values_as_a_person_reads_them(table):
    book = openpyxl.Workbook()
    at = datetime(2024, 3, 1, 14, 30)  # noqa: DTZ001 - a workbook knows no zone
    book.active.append([3, 2.5, True, at.date(), at, "=1+1", "0042", None, "end"])
    (found,) = cells(table(book))
    assert found == ("3", "2.5", "TRUE", "2024-03-01", "2024-03-01 14:30:00", "", "0042", "", "end")


def test_cells_that_stand_far_apart_are_read_all_the_same(table):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "first", "last"
    parts = table(book)
    assert cells(parts) == [("first",), ("last",)]
    assert states(parts) == [State.PARTIAL]


def test_a_workbook_by_another_name_is_a_workbook(table):
    book = openpyxl.Workbook()
    book.active.append(["x"])
    assert cells(table(book, "list.dat")) == [("x",)]


def test_a_workbook_without_its_end_has_failed(table):
    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["x"])
    book.save(data)
    whole = data.getvalue()
    assert states(table(whole[: len(whole) // 2], "list.xlsx")) == [State.FAILED]


def test_a_sheet_that_is_no_xml_has_failed(table):
    book, data, damaged = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["x"])
    book.save(data)
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<" if "sheet1" in name else old.read(name))
    assert State.FAILED in states(table(damaged.getvalue(), "list.xlsx"))


def test_a_password(table):
    data = OLE + "EncryptedPackage".encode("utf-16-le")
    assert states(table(data, "list.xlsx")) == [State.LOCKED]


def test_a_password_of_the_older_kind(table):
    data = workbook(Sheet("Property", ((0, 0, "pistol"),)), locked=True)
    assert states(table(data, "list.xls")) == [State.LOCKED]


def test_what_calamine_does_not_expect_is_told(table, monkeypatch):
    """It ends in what is no Exception: the process that reads would end with it."""
    panic = type("PanicException", (BaseException,), {})
    monkeypatch.setattr(
        spreadsheet.calamine.CalamineWorkbook, "from_path", raising(panic("no key"))
    )
    (trouble,) = (one for one in table(openpyxl.Workbook()) if isinstance(one, Trouble))
    assert (trouble.state, trouble.reason) == (State.FAILED, "it is damaged: no key")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_what_ends_a_process_is_no_damage(table, monkeypatch, stop):
    monkeypatch.setattr(spreadsheet.calamine.CalamineWorkbook, "from_path", raising(stop()))
    with pytest.raises(stop):
        table(openpyxl.Workbook())


def raising(error: BaseException):
    def instead(*_: object) -> None:
        raise error

    return instead


def test_a_workbook_with_a_letter_inside_is_no_letter():
    head = MARK + bytes(600) + "WordDocument".encode("utf-16-le")
    assert identify(head, "list.xls") is spreadsheet
    assert identify(head, "unnamed") is doc


@pytest.mark.parametrize("data", [b"\n\n", b",,\n,\n", openpyxl.Workbook()])
def test_a_table_without_a_row_is_empty(table, data):
    assert states(table(data)) == [State.EMPTY]


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=6)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_a_workbook_holds_comes_out(table, content):
    book = openpyxl.Workbook()
    for number, row in enumerate(content, 1):
        for column, cell in enumerate(row, 1):
            place = book.active.cell(number, column, cell)
            place.data_type = "s"  # also what looks like a formula
    assert cells(table(book)) == content


def test_each_page_tells_which_rows_its_lines_are(table):
    parts = table(b"Tag,Item\n\n1,box\n2,gun\n\n\n4,bag\n")
    assert details(parts, "rows") == ["1\t\t1,3-4,7"]
    long = table(b"".join(b"%d,x\n" % number for number in range(spreadsheet.ROWS_A_PAGE + 1)))
    assert details(long, "rows") == ["1\t\t1-200", "2\t\t201"]


def test_hidden_rows_are_read_and_told(table):
    book = openpyxl.Workbook()
    book.active.title = "Log"
    for number in range(1, 7):
        book.active.append([number, f"entry {number}"])
    for number in (2, 3, 5):
        book.active.row_dimensions[number].hidden = True
    parts = table(book)
    assert details(parts, "hidden_rows") == ["Log\t2-3,5"]
    assert cells(parts)[1] == ("2", "entry 2")


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 <table:table table:name="Log">{rows}</table:table>
 </office:spreadsheet></office:body></office:document-content>"""
ODS_ROW = (
    '<table:table-row {how}><table:table-cell office:value-type="string"><text:p>{text}</text:p>'
    "</table:table-cell></table:table-row>"
)


def test_rows_that_a_filter_of_an_open_document_left_out(tmp_path):
    hows = ("", 'table:visibility="filter"', 'table:visibility="collapse"', "")
    rows = "".join(ODS_ROW.format(how=how, text=f"entry {at}") for at, how in enumerate(hows, 1))
    path = tmp_path / "log.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=rows))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    parts = read(path)
    assert details(parts, "hidden_rows") == ["Log\t2,3"]
    assert pages(parts, Layer.TEXT) == ["entry 1\nentry 2\nentry 3\nentry 4"]


_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = "".join(f' xmlns:{short}="{_URN}{name}:1.0"' for short, name in (
    ("office", "office"), ("table", "table"), ("text", "text"), ("draw", "drawing"),
    ("style", "style"))) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p>{}</table:table-cell>'
_COMMENT = ("<office:annotation><dc:creator>J. Roe</dc:creator><dc:date>2024-03-06</dc:date>"
            "<text:p>seen</text:p><text:p>twice</text:p></office:annotation>")  # fmt: skip
_SHAPE = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
OPEN_LOG = (
    f"<office:document-content{_NAMES}><office:body><office:spreadsheet>"
    "<table:tracked-changes><table:cell-content-change>"
    '<table:cell-address table:column="1" table:row="4" table:table="0"/><table:previous>'
    "<table:change-track-table-cell><text:p>9 rounds</text:p></table:change-track-table-cell>"
    "</table:previous></table:cell-content-change></table:tracked-changes>"
    f'<table:table table:name="Log"><table:shapes>{_SHAPE.format("do not release")}</table:shapes>'
    f"<table:table-row>{_CELL.format('Item', '')}</table:table-row>"
    '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    '<table:table-row><table:table-cell table:number-columns-repeated="27"/>'
    f"{_CELL.format('10 rounds', _COMMENT + _SHAPE.format('count again'))}</table:table-row>"
    "</table:table>"
    f'<table:table table:name="More"><table:table-row>{_CELL.format("x", _COMMENT)}'
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)
OPEN_STYLES = (
    f"<office:document-styles{_NAMES}><style:header><text:p><text:sheet-name>???</text:sheet-name>"
    "</text:p></style:header><style:footer><text:p>Property room, <text:page-number>1"
    "</text:page-number></text:p></style:footer></office:document-styles>"
)


def test_what_stands_beside_the_cells_of_an_open_document(tmp_path):
    path = tmp_path / "log.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", OPEN_LOG)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("styles.xml", OPEN_STYLES)
        archive.writestr("Pictures/box.png", b"\x89PNG")
        archive.writestr("Object 1/content.xml", OPEN_LOG)
    parts = read(path)
    assert beside(parts, Layer.COMMENT) == ["AB5: J. Roe: seen\ntwice", "A1: J. Roe: seen\ntwice"]
    assert beside(parts, Layer.NOTE) == ["do not release\ncount again"]
    assert beside(parts, Layer.DELETED) == ["B5: 9 rounds"]
    assert beside(parts, Layer.FOOTER) == ["Property room,"]
    assert beside(parts, Layer.HEADER) == []
    assert [*children(parts)] == ["box.png", "Object 1"]
    assert [cells for *_, cells in rows(parts)][1][-1].startswith("10 rounds")
    assert not any("seen" in one for one in pages(parts, Layer.TEXT))
    assert states(parts) == []


def beside(parts, layer: Layer) -> list[str]:
    return [one.text for part in parts if isinstance(part, Page)
            for one in part.readings if one.layer is layer]  # fmt: skip


def test_what_stands_beside_the_cells_comes_with_its_sheet(table):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B2"] = "Item", "2024-0311"
    sheet["B2"].comment = Comment("seen twice", "J. Roe")
    sheet["A1"].comment = Comment("J. Roe:\nnot the first", "J. Roe")
    sheet.oddHeader.left.text = "Property & evidence"
    sheet.oddHeader.left.font = "Arial,Bold"
    sheet.oddHeader.right.text = "Vault C4"
    sheet.evenHeader.left.text = "Vault C5"
    sheet.oddFooter.center.text = "Page &P of &N"
    other = book.create_sheet("Empty")
    other.oddFooter.center.text = "Kept by T. Doe"
    parts = table(book)
    assert beside(parts, Layer.COMMENT) == ["A1: J. Roe:\nnot the first\nB2: J. Roe: seen twice"]
    assert beside(parts, Layer.HEADER) == ["Property & evidence\nVault C4\nVault C5"]
    assert beside(parts, Layer.FOOTER) == ["Page of", "Kept by T. Doe"]
    assert cells(parts) == [("Item", ""), ("", "2024-0311")]
    assert states(parts) == []


def _more(path: Path, parts: dict[str, str | bytes]) -> None:
    """Put parts into a workbook, and let its first sheet lead to those that are its own."""
    with zipfile.ZipFile(path, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_threads_boxes_and_files_inside_are_read(tmp_path: Path):
    path = tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "Item"
    book.save(path)
    kind = "http://schemas.microsoft.com/office/relationships"
    _more(path, {
        "xl/worksheets/_rels/sheet1.xml.rels": f'''<Relationships
            xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="r1" Type="{kind}/comments" Target="../comments1.xml"/>
            <Relationship Id="r2" Type="{kind}/threadedComment" Target="../threads/one.xml"/>
            <Relationship Id="r3" Type="{kind}/drawing" Target="../drawings/drawing1.xml"/>
            </Relationships>''',
        "xl/comments1.xml": """<comments><authors><author>tc={1}</author></authors><commentList>
            <comment ref="A1" authorId="0"><text><t>[Threaded comment] Roe asks</t></text></comment>
            <comment ref="C3" authorId="7"><text><r><t>by </t></r><r><t>hand</t></r></text>
            </comment>
            </commentList></comments>""",
        "xl/threads/one.xml": """<ThreadedComments>
            <threadedComment ref="A1" personId="{p}"><text>Which vault?</text></threadedComment>
            <threadedComment ref="A1" personId="{p}"><text>C4</text></threadedComment>
            </ThreadedComments>""",
        "xl/drawings/drawing1.xml": """<wsDr xmlns:a="x"><sp><txBody><a:p><a:r><a:t>Not </a:t></a:r>
            <a:r><a:t>counted</a:t></a:r></a:p><a:p/></txBody></sp></wsDr>""",
        "xl/media/image1.png": b"\x89PNG",
    })  # fmt: skip
    parts = read(path)
    assert beside(parts, Layer.COMMENT) == ["C3: by hand\nA1: Which vault?\nA1: C4"]
    assert beside(parts, Layer.NOTE) == ["Not counted"]
    assert children(parts) == {"image1.png": b"\x89PNG"}


def test_charts_links_and_what_a_workbook_says_of_itself_are_told(tmp_path: Path):
    path = tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("Month", "Shots"), ("May", 12), ("June", 24)):
        sheet.append(row)
    sheet["A1"].hyperlink = "https://x.test/log"
    chart = openpyxl.chart.BarChart()
    chart.title = "Shots by month"
    chart.add_data(openpyxl.chart.Reference(sheet, min_col=2, min_row=1, max_row=3))
    sheet.add_chart(chart, "D2")
    book.properties.creator = "A. Ruiz"
    link = openpyxl.workbook.external_link.ExternalLink(
        externalBook=openpyxl.workbook.external_link.external.ExternalBook()
    )
    link.file_link = openpyxl.packaging.relationship.Relationship(
        type="externalLinkPath", Target="https://x.test/tally.xlsx", TargetMode="External"
    )
    book._external_links.append(link)
    book.save(path)
    parts = read(path)
    assert beside(parts, Layer.NOTE) == ["Shots by month"]
    assert details(parts, "link") == ["https://x.test/log", "https://x.test/tally.xlsx"]
    assert details(parts, "author") == ["A. Ruiz"]


def test_a_sheet_of_many_cells_is_not_held_to_find_its_header(table, monkeypatch):
    monkeypatch.setattr(margins, "CHUNK", 7)
    book = openpyxl.Workbook()
    for number in range(300):
        book.active.append([number, f"item {number}"])
    book.active.oddHeader.left.text = "Vault C4"
    assert beside(table(book), Layer.HEADER) == ["Vault C4"]


def test_what_stands_beside_the_cells_of_an_older_workbook(tmp_path: Path):
    path = tmp_path / "list.xls"
    first = Sheet("Vault", ((0, 0, "Item"), (1, 0, "box")),
                  comments=((1, 0, "Roe", "Which one\u2014this?"), (2, 27, "", "empty")),
                  boxes=("Not counted",), header="&LVault C4&RPage &P")  # fmt: skip
    path.write_bytes(workbook(first, Sheet("Other", ((0, 0, "Tag"),))))
    parts = read(path)
    assert beside(parts, Layer.TEXT) == ["Item\nbox", "Tag"]
    assert beside(parts, Layer.COMMENT) == ["A2: Roe: Which one\u2014this?\nAB3: empty"]
    assert beside(parts, Layer.NOTE) == ["Not counted"]
    assert beside(parts, Layer.HEADER) == ["Vault C4\nPage"]
    assert states(parts) == []


def test_pictures_and_objects_of_an_older_workbook_are_files_inside(tmp_path: Path):
    path = tmp_path / "list.xls"
    png = b"\x89PNG\r\n\x1a\n" + bytes(80)
    blip = struct.pack("<HHI", 0x6E0 << 4, 0xF01E, 17 + len(png)) + bytes(17) + png
    path.write_bytes(workbook(
        Sheet("Vault", ((0, 0, "Item"),)), drawings=blip,
        more={"MBD0000A1B2": {"CONTENTS": b"%PDF-1.7 report"}, "MBD0000A1B3": {"\1Ole": b"x"}},
    ))  # fmt: skip
    parts = read(path)
    assert children(parts) == {"image1.png": png, "object1.bin": b"%PDF-1.7 report"}
    assert states(parts) == [State.PARTIAL]


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_of_an_older_workbook_raises_nothing(tmp_path, data):
    made = bytearray(workbook(Sheet("V", ((0, 0, "I"),), ((0, 0, "R", "seen"),), ("box",), "h")))
    made[data.draw(st.integers(512, 1400))] ^= data.draw(st.integers(1, 255))
    binary.beside(bytes(made))
