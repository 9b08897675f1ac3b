"""OpenDocument: what it says, layer by layer."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import children, details, expected, pages, read, states

from kyles import package
from kyles.formats import odf
from kyles.model import Layer, State

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_NS = " ".join(
    f'xmlns:{short}="{_URN}{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("draw", "drawing"),
                        ("style", "style"), ("meta", "meta"))
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def part(name: str, body: str) -> str:
    return f"<office:{name} {_NS}>{body}</office:{name}>"


def packed(body: str, **parts: str | bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(
            zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.presentation"
        )
        made.writestr("content.xml", part("document-content", f"<office:body>{body}</office:body>"))
        for name, content in parts.items():
            made.writestr(name, content)
    return data.getvalue()


def parts_of(path: Path, data: bytes):
    path.write_bytes(data)
    return read(path)


TEXT = (
    "<office:text><text:tracked-changes><text:p>was blank</text:p></text:tracked-changes>"
    "<text:h>Log</text:h><text:p>They<text:s text:c='2'/>are <text:span>live</text:span>."
    "<text:note><text:note-body><text:p>why</text:p></text:note-body></text:note>"
    "<office:annotation><dc:creator>J. Roe</dc:creator><dc:date>2024-03-06</dc:date>"
    "<text:p>check</text:p></office:annotation> End<text:tab/>x</text:p>"
    "</office:text>"
)


def test_each_kind_of_text_stands_apart(tmp_path):
    parts = parts_of(tmp_path / "a.odt", packed(TEXT))
    assert pages(parts, Layer.BODY) == ["Log\nThey  are live. End\tx"]
    found = [pages(parts, one) for one in (Layer.NOTE, Layer.COMMENT, Layer.DELETED)]
    assert found == [["why"], ["J. Roe: check"], ["was blank"]]
    assert states(parts) == []


def test_headers_details_and_pictures(tmp_path):
    styles = part("document-styles", "<style:header><text:p>Case 21</text:p></style:header>")
    meta = "<meta:initial-creator>T. Doe</meta:initial-creator>"
    more = {"styles.xml": styles, "Pictures/a.png": b"\x89PNG",
            "meta.xml": part("document-meta", meta)}  # fmt: skip
    parts = parts_of(tmp_path / "a", packed(TEXT, **more))
    assert pages(parts, Layer.HEADER) == ["Case 21"]
    assert details(parts, "author") == ["T. Doe"]
    assert children(parts) == {"a.png": b"\x89PNG"}


def test_a_slide_is_a_page(tmp_path):
    slides = "".join(f"<draw:page draw:name='s{n}'><text:p>{n}</text:p></draw:page>" for n in "12")
    parts = parts_of(tmp_path / "a", packed(f"<office:presentation>{slides}</office:presentation>"))
    assert pages(parts, Layer.BODY) == ["1", "2"]


def test_a_password(tmp_path):
    manifest = f"<m:manifest xmlns:m='{_URN}manifest:1.0'><m:encryption-data/></m:manifest>"
    data = packed("", **{"META-INF/manifest.xml": manifest})
    assert states(parts_of(tmp_path / "a", data)) == [State.LOCKED]


def test_a_part_that_unpacks_to_very_much(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "LARGEST_PART", 1000)
    parts = parts_of(tmp_path / "a", packed("<text:p>x</text:p>", **{"Pictures/a": bytes(9000)}))
    assert states(parts) == [State.PARTIAL]


def test_a_file_without_its_end_is_read_as_far_as_it_goes(tmp_path):
    parts = parts_of(tmp_path / "a", packed(TEXT)[:-30])
    assert states(parts) == [State.PARTIAL]
    assert pages(parts, Layer.BODY) == ["Log\nThey  are live. End\tx"]


def test_an_object_inside_is_a_file_of_its_own(tmp_path):
    """A table that was put into a text, with a chart of its own inside."""
    kinds = "".join(
        f'<m:file-entry m:full-path="{folder}/" m:media-type="{odf_kind(kind)}"/>'
        for folder, kind in (("Object 1", "presentation"), ("Object 1/Object 2", "chart"))
    )
    inside = part("document-content", "<office:body><text:p>inside</text:p></office:body>")
    manifest = f"<m:manifest xmlns:m='{_URN}manifest:1.0'>{kinds}</m:manifest>"
    more = {"META-INF/manifest.xml": manifest,
            "Object 1/content.xml": inside, "Object 1/Pictures/b.png": b"\x89PNG",
            "Object 1/Object 2/content.xml": inside, "Pictures/a.png": b"\x89PNG",
            "Thumbnails/thumbnail.png": b"\x89PNG"}  # fmt: skip
    parts = parts_of(tmp_path / "a.odt", packed(TEXT, **more))
    found = children(parts)
    assert [*found] == ["a.png", "Object 1.odp"]
    assert expected(parts, "children") == len(found)
    again = parts_of(tmp_path / "b", found["Object 1.odp"])
    assert pages(again, Layer.BODY) == ["inside"]
    assert [*children(again)] == ["b.png", "Object 2"]
    assert states(parts) == []


def odf_kind(kind: str) -> str:
    return f"application/vnd.oasis.opendocument.{kind}"


@pytest.mark.parametrize("made", [packed(TEXT, **{"Pictures/a.png": b"\x89PNG"})])
@given(data=st.data())
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_ends_in_a_page_or_a_state(tmp_path, made, data):
    at = data.draw(st.integers(0, len(made) - 1))
    path = tmp_path / "a"
    path.write_bytes(made[:at] + data.draw(st.binary(max_size=4)) + made[at + 1 :])
    parts = list(odf.read(path))
    assert pages(parts, *Layer) or states(parts)
