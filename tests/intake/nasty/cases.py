"""The 25 inputs: how each is made, and what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.intake.nasty import archives, mails, office, pdfs, quines
from tests.intake.nasty.folder import REPORT

from kyles.model import State


@dataclass(frozen=True, slots=True)
class Nasty:
    """One input: the file and what it comes to; `inside`: how many files are found in it."""

    number: int
    name: str
    made: Callable[[], bytes]
    state: State
    reason: str = ""  # words of it
    inside: int = 0
    said: str = ""  # words that its readings have
    detail: str = ""  # something that it tells of itself
    long: bool = False  # takes seconds: made and read where KYLES_LONG is set


CASES = (
    Nasty(1, "nested_bomb.zip", archives.nested_bomb, State.OK, inside=4404),
    Nasty(2, "flat_bomb.zip", archives.flat_bomb, State.PARTIAL, "unpacks to more than"),
    Nasty(3, "entries.zip", archives.many_entries_on_one_file, State.PARTIAL, "198 more", 1),
    Nasty(4, "names.zip", archives.leading_elsewhere, State.OK, inside=7, detail="leads_outside"),
    Nasty(5, "links.tar", archives.links_and_devices, State.PARTIAL, "not followed", 1),
    Nasty(6, "cut.zip", archives.cut, State.PARTIAL, "damaged", 7),
    Nasty(7, "code.zip", archives.named_in_another_code, State.OK, inside=1, detail="name_guessed"),
    Nasty(8, "table.pdf", pdfs.cut_table, State.PARTIAL, "searching", said="Page two"),
    Nasty(9, "endless.pdf", pdfs.endless_pages, State.PARTIAL, "could not be read", said="Page"),
    Nasty(10, "content.pdf", pdfs.endless_content, State.PARTIAL, "unpacks", long=True),
    Nasty(11, "huge.pdf", pdfs.huge_page, State.OK, said="handed in"),
    Nasty(12, "covered.pdf", pdfs.covered, State.OK, said="Vine", detail="text_under_box"),
    Nasty(13, "attached.pdf", pdfs.with_attachment, State.OK, inside=1, said="handed in"),
    Nasty(14, "both.pdf", pdfs.pdf_and_zip, State.OK, inside=2, said="handed in"),
    Nasty(15, "deep.eml", mails.three_hundred_deep, State.OK, inside=24),
    Nasty(16, "broad.eml", mails.twenty_thousand_attachments, State.OK, inside=20_000),
    Nasty(17, "broken.eml", mails.broken, State.PARTIAL, "missing", 1, said="handed in"),
    Nasty(18, "laughs.docx", office.billion_laughs, State.PARTIAL, "entit", said="Before"),
    Nasty(19, "outside.docx", office.outside_entity, State.PARTIAL, "entit", said="Before"),
    Nasty(20, "inside.docx", office.document_in_a_document, State.OK, inside=1, said="live"),
    Nasty(
        21,
        "apart.xlsx",
        office.far_apart,
        State.PARTIAL,
        "apart",
        said="set aside",
        detail="hidden_sheet",
    ),
    Nasty(22, "large.png", office.large_picture, State.FAILED, "pixels"),
    Nasty(23, "deep.html", office.deep_page, State.OK, said="handed in"),
    Nasty(24, "deep.rtf", office.deep_rtf, State.PARTIAL, "nested", said="handed in"),
    Nasty(25, "empty.pdf", bytes, State.EMPTY),
    Nasty(25, "nul.pdf", lambda: bytes(4096), State.FAILED, "damaged"),
    Nasty(25, "report.txt", lambda: REPORT, State.OK, said="handed in"),
    Nasty(25, "cut.pst", lambda: office.mailbox(size=1 << 20, real=1024), State.FAILED, "damaged"),
    Nasty(25, "flipped.pst", lambda: office.mailbox(size=4096, real=4096), State.FAILED, "damaged"),
    Nasty(25, "cut.msg", office.cut_message, State.FAILED, "damaged"),
    Nasty(25, "members.gz", archives.packed_in_members, State.OK, inside=1),
    Nasty(25, "line.csv", office.one_line, State.OK, said="23-10447", long=True),
    Nasty(25, "from.mbox", mails.unescaped_mailbox, State.OK, inside=2),
)
#: Not among the 25, and of their kind: each ends at itself.
QUINES = (
    Nasty(26, "quine.zip", quines.zipped, State.OK, inside=1),
    Nasty(27, "quine.gz", quines.gz, State.OK, inside=1),
)
