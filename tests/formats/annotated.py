"""PDFs written object by object, to hold what lies upon a page and no library writes."""

from collections.abc import Sequence

PAGE, FIRST = 3, 6  # the numbers of the page, and of the first object that is given


def annotated(
    *annotations: str, text: str = "The witness is T. Doe.", objects: tuple[bytes | str, ...] = (),
    catalog: str = "",
) -> bytes:  # fmt: skip
    """A page with a text at 72, 700 and some annotations; `objects` have numbers from FIRST on.

    An annotation is a dictionary without its brackets; `{ap}` in it stands for an appearance that
    draws the words behind the bar: `/Subtype /Stamp {ap}|EXHIBIT 9`. `{fields}` in the catalog
    stands for references to all annotations.
    """
    content = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET"
    made = [
        "",
        f"<< /Type /Pages /Kids [{PAGE} 0 R] /Count 1 >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        _stream(content),
        *objects,
    ]
    references = []
    for one in annotations:
        told, _, words = one.partition("|")
        if "{ap}" in told:
            draw = f"BT /F1 12 Tf 2 4 Td ({words}) Tj ET"
            made.append(_stream(draw, "/Type /XObject /Subtype /Form /BBox [0 0 200 20]"
                                      " /Resources << /Font << /F1 4 0 R >> >>"))  # fmt: skip
            told = told.replace("{ap}", f"/AP << /N {len(made)} 0 R >>")
        made.append(f"<< /Type /Annot /Rect [72 600 272 620] {told} >>")
        references.append(f"{len(made)} 0 R")
    every = " ".join(references)
    made[0] = f"<< /Type /Catalog /Pages 2 0 R {catalog.replace('{fields}', every)} >>"
    made[PAGE - 1] = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R"
        f" /Resources << /Font << /F1 4 0 R >> >> /Annots [{every}] >>"
    )
    return written(made)


def _stream(content: str, told: str = "") -> str:
    return f"<< {told} /Length {len(content)} >>\nstream\n{content}\nendstream"


def written(objects: Sequence[bytes | str]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        body = one if isinstance(one, bytes) else one.encode("latin-1")
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(data))
    )
