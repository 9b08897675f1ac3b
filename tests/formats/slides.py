"""PowerPoint files written part by part, to hold what PowerPoint writes and no library does."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.formats.word import relations

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override'
    ' PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'presentationml.presentation.main+xml"/></Types>'
)


def paragraph(text: str) -> str:
    return f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"


def shape(*lines: str, place: str = "") -> str:
    """A shape with some paragraphs, at a place of the layout or at none."""
    at = f'<p:ph type="{place}"/>' if place else ""
    text = "".join(map(paragraph, lines))
    return f"<p:sp><p:nvSpPr><p:nvPr>{at}</p:nvPr></p:nvSpPr><p:txBody>{text}</p:txBody></p:sp>"


def table(*rows: Sequence[str]) -> str:
    cells = (
        "".join(f"<a:tc><a:txBody>{paragraph(one)}</a:txBody></a:tc>" for one in row)
        for row in rows
    )
    body = "".join(f"<a:tr>{row}</a:tr>" for row in cells)
    return f"<p:graphicFrame><a:graphic><a:tbl>{body}</a:tbl></a:graphic></p:graphicFrame>"


def part(name: str, *shapes: str, more: str = "") -> str:
    """A slide, a notes page, a layout or a master: `sld`, `notes`, `sldLayout`, `sldMaster`."""
    tree = f"<p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld>"
    return f"<p:{name} {_SPACES} {more}>{tree}</p:{name}>"


def comments(*told: tuple[str, str]) -> str:
    body = "".join(f'<p:cm dt="{date}"><p:text>{text}</p:text></p:cm>' for date, text in told)
    return f"<p:cmLst {_SPACES}>{body}</p:cmLst>"


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its part, and the parts that belong to it by the kind of the relation."""

    body: str
    notes: str = ""
    comments: str = ""
    layout: str = ""

    def parts(self, number: int) -> dict[str, str]:
        own = {
            "notesSlide": (f"notesSlides/notesSlide{number}.xml", self.notes),
            "comments": (f"comments/comment{number}.xml", self.comments),
            "slideLayout": (f"slideLayouts/layout{number}.xml", self.layout),
        }
        named = {f"{kind}1": f"../{at}" for kind, (at, text) in own.items() if text}
        return {
            f"ppt/slides/slide{number}.xml": self.body,
            f"ppt/slides/_rels/slide{number}.xml.rels": relations(**named),
            **{f"ppt/{at}": text for at, text in own.values() if text},
        }


def written(path: Path, *slides: Slide, order: Sequence[int] = (), **parts: bytes) -> Path:
    """A presentation; `order` numbers the slides that are shown, all of them if it is empty."""
    shown = order or range(1, len(slides) + 1)
    ids = "".join(f'<p:sldId id="{255 + one}" r:id="slide{one}"/>' for one in shown)
    related = {f"slide{at}": f"slides/slide{at}.xml" for at in range(1, len(slides) + 1)}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", relations(officeDocument="ppt/presentation.xml"))
        archive.writestr(
            "ppt/presentation.xml",
            f"<p:presentation {_SPACES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        )
        archive.writestr("ppt/_rels/presentation.xml.rels", relations(**related))
        for number, slide in enumerate(slides, 1):
            for name, text in slide.parts(number).items():
                archive.writestr(name, text)
        for name, content in parts.items():
            archive.writestr(f"ppt/media/{name}.png", content)
    path.write_bytes(data.getvalue())
    return path
