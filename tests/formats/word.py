"""Word files written part by part, to hold what Word writes and no library does."""

import io
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = f'<w:{{0}} xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override'
    ' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def part(name: str, body: str) -> str:
    """A part whose root is an element of that name."""
    return f"{_HEAD.format(name)} {_MC}>{body}</w:{name}>"


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def relations(**targets: str) -> str:
    """The relations of a part, ids as named: `header1="header1.xml"` is of kind "header"."""
    return f"{_RELS}{''.join(_relation(*one) for one in targets.items())}</Relationships>"


def _relation(name: str, target: str) -> str:
    kind, outside = name.rstrip("0123456789"), ' TargetMode="External"' if ":" in target else ""
    return f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"{outside}/>'


def packed(body: str, parts: dict[str, str | bytes] | None = None, **related: str) -> bytes:
    """A file with that body, and further parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", relations(officeDocument="word/document.xml"))
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        archive.writestr("word/_rels/document.xml.rels", relations(**related))
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return data.getvalue()


def written(
    path: Path, body: str, parts: dict[str, str | bytes] | None = None, **more: str
) -> Path:
    path.write_bytes(packed(body, parts, **more))
    return path
