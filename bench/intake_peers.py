"""Kyles beside kreuzberg and markitdown on the same files.

    python bench/intake_peers.py FOLDER --peers PYTHON

PYTHON is the interpreter of another environment, made for this alone, that has both peers:
`pip install kreuzberg "markitdown[all]"`. Each reads each file in a process of its own kind, with
the same time to do it in. Three things are told: the files of the folder that yield text, how many
files inside are found, and the crashes and time; and of documents that this script writes, in which
of their parts a word survives.
"""

import argparse
import io
import json
import select
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any

SECONDS = 60.0
SUFFIXES = (".pdf", ".doc", ".docx", ".ppt", ".pptx", ".xls", ".xlsx", ".odt", ".ods", ".odp",
            ".rtf", ".html", ".eml", ".msg", ".pst", ".mbox", ".zip", ".7z", ".tar", ".tgz", ".gz",
            ".rar", ".csv", ".txt", ".md")  # fmt: skip
MOST = 200  # files of one suffix


def reader_of_kyles() -> Callable[[Path], tuple[str, int]]:
    from kyles import formats
    from kyles.formats import Child, Page, Row

    def read(path: Path) -> tuple[str, int]:
        with path.open("rb") as stream:
            one = formats.identify(stream.read(formats.HEAD), path.name)
        parts = list(one.read(path)) if one else []
        words = [each.text for part in parts if isinstance(part, Page) for each in part.readings]
        words += [" ".join(part.cells) for part in parts if isinstance(part, Row)]
        return "\n".join(words), sum(isinstance(part, Child) for part in parts)

    return read


def reader_of_kreuzberg() -> Callable[[Path], tuple[str, int]]:
    import kreuzberg

    def read(path: Path) -> tuple[str, int]:
        came = kreuzberg.extract_file_sync(str(path))
        return came.content, len(getattr(came, "children", None) or [])

    return read


def reader_of_markitdown() -> Callable[[Path], tuple[str, int]]:
    from markitdown import MarkItDown

    maker = MarkItDown(enable_plugins=False)

    def read(path: Path) -> tuple[str, int]:
        return maker.convert_local(str(path)).text_content, 0

    return read


READERS = {"kyles": reader_of_kyles, "kreuzberg": reader_of_kreuzberg,
           "markitdown": reader_of_markitdown}  # fmt: skip


def serve(name: str) -> None:
    """Read the files whose paths come in, one a line; tell of each what came, one a line."""
    read, out = READERS[name](), sys.stdout
    sys.stdout = sys.stderr
    for line in sys.stdin:
        begun = time.process_time()
        try:
            text, children = read(Path(line.rstrip("\n")))
            told = {"text": text, "children": children, "error": ""}
        except BaseException as error:  # noqa: BLE001 - whatever it raises is what came of it
            told = {"text": "", "children": 0, "error": repr(error)[:200]}
        print(json.dumps({**told, "seconds": time.process_time() - begun}), file=out, flush=True)


class Reader:
    """One reader in a process that may die; a new one goes on with the next file."""

    def __init__(self, python: str, name: str) -> None:
        self.command = [python, str(Path(__file__).resolve()), "--serve", name]
        self.crashes = self.late = 0
        self.process: subprocess.Popen[str] | None = None

    def read(self, path: Path) -> dict[str, Any]:
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, text=True, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], SECONDS)
        line = self.process.stdout.readline() if ready else ""
        if line:
            return dict(json.loads(line))
        self.crashes += bool(ready)
        self.late += not ready
        self.end()
        return {"text": "", "children": 0, "error": "crash" if ready else "late", "seconds": 0.0}

    def end(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


def chosen(folder: Path) -> list[Path]:
    """At most so many of each suffix, in order."""
    counts: dict[str, int] = {}
    found = []
    for path in sorted(folder.rglob("*")):
        suffix = path.suffix.lower()
        if path.is_file() and suffix in SUFFIXES and counts.get(suffix, 0) < MOST:
            counts[suffix] = counts.get(suffix, 0) + 1
            found.append(path)
    return found


WORD_XML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_file() -> bytes:
    """A DOCX with a word of its own in each of its parts."""
    data = io.BytesIO()
    kinds = {"header1": "header", "footer1": "footer", "comments": "comments",
             "footnotes": "footnotes"}  # fmt: skip
    with zipfile.ZipFile(data, "w") as packed:
        overrides = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-'
            f'officedocument.wordprocessingml.{kind}+xml"/>'
            for name, kind in {"document": "document.main", **kinds}.items())  # fmt: skip
        packed.writestr("[Content_Types].xml", (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            f'relationships+xml"/>{overrides}</Types>'))  # fmt: skip
        packed.writestr(
            "_rels/.rels", _relations({"rId1": ("officeDocument", "word/document.xml")})
        )
        packed.writestr("word/_rels/document.xml.rels", _relations(
            {name: (kind, f"{name}.xml") for name, kind in kinds.items()}))  # fmt: skip
        packed.writestr("word/document.xml", (
            f'<w:document xmlns:w="{WORD_XML}" xmlns:r="{RELATIONS}"><w:body>'
            "<w:p><w:r><w:t>bodyword </w:t></w:r>"
            '<w:del w:id="1" w:author="P"><w:r><w:delText>deletedword</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="P"><w:r><w:t>insertedword </w:t></w:r></w:ins>'
            '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
            "<w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:textbox>"
            "<w:txbxContent><w:p><w:r><w:t>boxword</w:t></w:r></w:p></w:txbxContent></v:textbox>"
            "</v:shape></w:pict></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>tableword</w:t></w:r>"
            "</w:p></w:tc></w:tr></w:tbl><w:sectPr>"
            '<w:headerReference w:type="default" r:id="header1"/>'
            '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr></w:body></w:document>'
        ))  # fmt: skip
        packed.writestr("word/header1.xml", _paragraph("hdr", "headerword"))
        packed.writestr("word/footer1.xml", _paragraph("ftr", "footerword"))
        packed.writestr("word/comments.xml", (
            f'<w:comments xmlns:w="{WORD_XML}"><w:comment w:id="0" w:author="P"><w:p><w:r>'
            "<w:t>commentword</w:t></w:r></w:p></w:comment></w:comments>"))  # fmt: skip
        packed.writestr("word/footnotes.xml", (
            f'<w:footnotes xmlns:w="{WORD_XML}"><w:footnote w:id="2"><w:p><w:r>'
            "<w:t>footnoteword</w:t></w:r></w:p></w:footnote></w:footnotes>"))  # fmt: skip
    return data.getvalue()


def _relations(some: Mapping[str, tuple[str, str]]) -> str:
    inside = "".join(f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
                     for key, (kind, target) in some.items())  # fmt: skip
    return ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{inside}</Relationships>")  # fmt: skip


def _paragraph(tag: str, word: str) -> str:
    return f'<w:{tag} xmlns:w="{WORD_XML}"><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:{tag}>'


def sheet_file() -> bytes:
    import openpyxl
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    book.active["A1"] = "cellword"
    book.active["A2"] = "x"
    book.active["A2"].comment = Comment("cellcommentword", "P")
    book.active.oddHeader.center.text = "sheetheaderword"
    book.create_sheet("kept").sheet_state = "hidden"
    book["kept"]["A1"] = "hiddensheetword"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def pdf_file() -> bytes:
    """Pages with the same head and foot, and a number of its own on each."""
    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    drawing = Canvas(data)
    for page in range(1, 9):
        drawing.drawString(72, 800, "runningheadword State v. Harlan")
        for line in range(30):
            drawing.drawString(72, 760 - 20 * line, f"pdfbodyword line {line} of page {page}")
        drawing.drawString(420, 20, f"HAR-{page:06}")
        drawing.showPage()
    drawing.save()
    return data.getvalue()


def mail_file() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@x.test", "b@x.test", "subjectword"
    mail.set_content("mailbodyword")
    mail.add_attachment("attachedword", filename="note.txt")
    return mail.as_bytes()


def made() -> Iterator[tuple[str, bytes, tuple[str, ...]]]:
    """A file's name, its bytes, and the words that stand in it."""
    yield "a.docx", word_file(), (
        "bodyword", "tableword", "headerword", "footerword", "footnoteword", "commentword",
        "boxword", "insertedword", "deletedword")  # fmt: skip
    yield "a.xlsx", sheet_file(), ("cellword", "cellcommentword", "hiddensheetword",
                                   "sheetheaderword")  # fmt: skip
    yield "a.pdf", pdf_file(), ("pdfbodyword", "runningheadword",
                                *(f"HAR-{page:06}" for page in range(1, 9)))  # fmt: skip
    yield "a.eml", mail_file(), ("subjectword", "mailbodyword")


def main(folder: Path, peers: str) -> None:
    pythons = {"kyles": sys.executable, "kreuzberg": peers, "markitdown": peers}
    readers = {name: Reader(python, name) for name, python in pythons.items()}
    paths = chosen(folder)
    told = {name: [reader.read(path) for path in paths] for name, reader in readers.items()}
    print(f"{len(paths)} files\n\n| | {' | '.join(readers)} |\n|---|{'---:|' * len(readers)}")
    _row("files that yield text", {name: sum(bool(one["text"].strip()) for one in came)
                                   for name, came in told.items()})  # fmt: skip
    _row("files inside that are found", {name: sum(one["children"] for one in came)
                                         for name, came in told.items()})  # fmt: skip
    _row("errors raised", {name: sum(one["error"] not in ("", "crash", "late") for one in came)
                           for name, came in told.items()})  # fmt: skip
    _row("crashes", {name: reader.crashes for name, reader in readers.items()})
    _row(f"longer than {SECONDS:.0f} s", {name: one.late for name, one in readers.items()})
    _row("seconds of the processor", {name: round(sum(one["seconds"] for one in came), 1)
                                      for name, came in told.items()})  # fmt: skip
    for suffix in sorted({path.suffix.lower() for path in paths}):
        own = [at for at, path in enumerate(paths) if path.suffix.lower() == suffix]
        _row(f"{suffix}: {len(own)} files, with text", {
            name: sum(bool(came[at]["text"].strip()) for at in own)
            for name, came in told.items()})  # fmt: skip
    print(f"\n| words that are kept | {' | '.join(readers)} |\n|---|{'---:|' * len(readers)}")
    with tempfile.TemporaryDirectory() as place:
        for file, data, words in made():
            path = Path(place) / file
            path.write_bytes(data)
            texts = {name: reader.read(path)["text"] for name, reader in readers.items()}
            for word in words:
                _row(f"{file}: {word}", {name: "yes" if word in text else "no"
                                         for name, text in texts.items()})  # fmt: skip
    for reader in readers.values():
        reader.end()


def _row(what: str, cells: Mapping[str, object]) -> None:
    print(f"| {what} | {' | '.join(map(str, cells.values()))} |", flush=True)


if __name__ == "__main__":
    parsed = argparse.ArgumentParser(description=__doc__)
    parsed.add_argument("folder", type=Path, nargs="?")
    parsed.add_argument("--peers", help="The interpreter of the environment with the peers.")
    parsed.add_argument("--serve", choices=READERS, help=argparse.SUPPRESS)
    asked = parsed.parse_args()
    serve(asked.serve) if asked.serve else main(asked.folder, asked.peers)
