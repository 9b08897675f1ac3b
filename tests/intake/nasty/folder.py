"""A folder with one of every kind of file that makes trouble."""

import io
import os
import socket
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from kyles.model import State

JUNK = bytes(range(256)) * 40


def pdf(*texts: str, **canvas: object) -> bytes:
    data = io.BytesIO()
    drawing = Canvas(data, invariant=True, pageCompression=0, **canvas)
    for text in texts:
        drawing.drawString(72, 700, text)
        drawing.showPage()
    drawing.save()
    return data.getvalue()


def mail(attachment: bytes, depth: int = 0) -> bytes:
    """A message with a PDF, and so many messages around it."""
    made = EmailMessage()
    made["From"], made["Subject"], made["Message-ID"] = "a@x.test", f"Level {depth}", "<1@x.test>"
    made.set_content("See attached.")
    made.add_attachment(attachment, maintype="application", subtype="pdf", filename="a.pdf")
    for _ in range(depth):
        outer = EmailMessage()
        outer["From"], outer["Subject"], outer["Message-ID"] = "b@x.test", "Fwd", "<2@x.test>"
        outer.set_content("Forwarded.")
        outer.add_attachment(made)
        made = outer
    return made.as_bytes()


def docx(data: bytes = b"<w:document xmlns:w='w'><w:body><w:p/></w:body></w:document>") -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", data)
    return archive.getvalue()


REPORT = pdf("Rounds were handed in.", "Page two.")
FILES: dict[str, tuple[bytes, State]] = {
    "report.pdf": (REPORT, State.OK),
    "copies/of/report.pdf": (REPORT, State.OK),
    ".hidden/.notes.txt": (b"Hidden by its name.", State.OK),
    "empty.pdf": (b"", State.EMPTY),
    "cut.pdf": (REPORT[: REPORT.rindex(b"xref\n0 ")], State.PARTIAL),
    "locked.pdf": (pdf("x", encrypt=pdfencrypt.StandardEncryption("secret")), State.LOCKED),
    "broken.pdf": (b"%PDF-1.7\n" + JUNK, State.FAILED),
    "named_wrong.txt": (REPORT, State.OK),
    "named_wrong.pdf": (b"Only text.", State.FAILED),
    "junk": (JUNK, State.UNSUPPORTED),
    "junk.docx": (JUNK, State.FAILED),
    "cut.docx": (docx(b"<w:document xmlns:w='w'><w:p>")[:-30], State.PARTIAL),
    "bomb.docx": (docx(bytes(100 << 20)), State.FAILED),
    "photo.jpg": (b"\xff\xd8\xff\xe0" + JUNK, State.FAILED),
    "mail.eml": (mail(REPORT), State.OK),
    "deep.eml": (mail(REPORT, 30), State.OK),
    "cut.eml": (mail(REPORT)[:-400], State.PARTIAL),
    "wide.csv": (b"Tag,Item,Qty\n" + b"2024-0311,box,1," * 50_000, State.OK),
    "utf16.txt": ("Müller".encode("utf-16"), State.OK),
    "n" * 250 + ".txt": (b"A very long name.", State.OK),
    "/".join(["d"] * 300) + "/deep.txt": (b"Deep down.", State.OK),
    "new\nline \x1b[31m.txt": (b"A name that a terminal would obey.", State.OK),
    "Mu\u0308ller.txt": (b"One spelling.", State.OK),
    "M\u00fcller.txt": (b"Another.", State.OK),
}


def _link(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def _circle(path: Path) -> None:
    path.symlink_to(path.parent, target_is_directory=True)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.path.relpath(path))


SPECIAL: dict[str, Callable[[Path], None]] = {
    "link": _link, "circle": _circle, "dead": lambda path: path.symlink_to("nothing"),
    "pipe": lambda path: os.mkfifo(path),
    "socket": _socket,
}  # fmt: skip


def filled(folder: Path) -> Path:
    """The folder, with all of it; and a file whose name is no text."""
    for name, (data, _) in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name, make in SPECIAL.items():
        make(folder / name)
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_bytes(b"A name of bytes.")
    return folder
