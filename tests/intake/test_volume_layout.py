"""Which file of a volume is what: documents, records, their images and texts, missing files."""

import pytest

from kyles.intake.volume import read_volume
from kyles.intake.volume_layout import lay_out
from kyles.model import Role

DAT, OPT = "DATA/V.dat", "DATA/V.opt"
HEADER = "BEGBATES,ENDBATES,PGCOUNT,TITLE,NATIVELINK,TEXTPATH"


def told(files, *rows, opt=()):
    contents = {DAT: "\r\n".join([HEADER, *rows]).encode(), OPT: "\r\n".join(opt).encode()}
    volume = read_volume([*contents, *files], lambda path: contents[path])
    assert volume is not None
    return lay_out(volume)


def test_a_native_stands_for_its_document():
    found = told(["PDF/A-1.pdf", "TEXT/A-1.txt"], r"A-1,A-2,2,Report,PDF\A-1.pdf,TEXT\A-1.txt")
    native, text = found.places["PDF/A-1.pdf"], found.places["TEXT/A-1.txt"]
    assert (native.role, native.labels) == (Role.NATIVE, ("A-1", "A-2"))
    assert [(one.first, one.last, one.title, one.begin, one.end) for one in native.documents] == [
        (1, 2, "Report", "A-1", "A-2")
    ]
    assert (text.role, text.parent, text.labels) == (Role.TEXT, "PDF/A-1.pdf", ("A-1", "A-2"))
    assert found.places[DAT].role is Role.LOAD_FILE
    assert found.named == ()


def test_page_images_and_page_texts_bear_their_own_numbers():
    found = told(
        ["I/A-1.tif", "I/A-2.tif", "T/A-1.txt", "T/A-2.txt"], "A-1,A-2,2,Report,,",
        opt=(r"A-1,V,I\A-1.tif,Y,,,2", r"A-2,V,I\A-2.tif,,,,"),
    )  # fmt: skip
    (record,) = found.named
    assert (record.path, record.role, record.title) == (f"{DAT}#A-1", Role.RECORD, "Report")
    assert record.labels == ("A-1", "A-2")
    for folder, role in (("I", Role.IMAGE), ("T", Role.TEXT)):
        for page in (1, 2):
            place = found.places[f"{folder}/A-{page}.{'tif' if folder == 'I' else 'txt'}"]
            assert (place.role, place.parent, place.order) == (role, record.path, page)
            assert place.labels == (f"A-{page}",)


def test_one_pdf_with_several_documents():
    found = told(
        ["all.pdf"], "A-1,A-2,2,One,,", "A-3,A-3,1,Two,,",
        opt=(r"A-1,V,all.pdf,Y,,,2", r"A-2,V,all.pdf,,,,", r"A-3,V,all.pdf,Y,,,1"),
    )  # fmt: skip
    place = found.places["all.pdf"]
    assert place.labels == ("A-1", "A-2", "A-3")
    assert [(one.first, one.last, one.title) for one in place.documents] == [
        (1, 2, "One"), (3, 3, "Two"),
    ]  # fmt: skip


def test_a_missing_file_is_told_with_who_names_it():
    found = told([], r"A-1,A-1,1,Report,N\gone.pdf,")
    record, missing = found.named
    assert record.role is Role.RECORD
    assert (missing.path, missing.role, missing.parent) == ("N/gone.pdf", Role.NATIVE, record.path)
    assert "line 2" in missing.reason
    assert [kind for kind, _, _ in found.problems[DAT]] == ["missing_file"]


@pytest.mark.parametrize("files", [["T/A-1.txt", "T/stray.txt"]])
def test_a_text_without_a_document_is_a_problem_of_the_load_file(files):
    found = told(files, r"A-1,A-1,1,Report,,T\A-1.txt")
    assert "T/stray.txt" not in found.places
    assert [kind for kind, _, _ in found.problems[DAT]] == ["text_without_document"]
