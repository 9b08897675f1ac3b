"""The preservation letter as Word and as PDF: the same words, the same bytes each time."""

import io

import pypdfium2
from docx import Document

from kyles.export.hold_letter_docx import docx
from kyles.export.hold_letter_pdf import pdf
from kyles.holds.letter import Letter, Running
from kyles.model.hold import Hold, HoldStep, Side, Step

LETTER = Letter(
    title="State v. Harlan & Reed", court="District Court, New Mexico", incidents=("21-0886",),
    hold=Hold(
        id="H-1", side=Side.SENT, scope="everything <of> the incident", sender="A. Counsel",
        steps=(HoldStep(Step.DRAFTED, "Records", "2024-07-12"),),
    ),
    custodian="Records", on="2024-07-12", items=("notes\x07.pdf",),
    clocks=(Running("video", "kept by law until 2024-07-04, which has passed"),),
)  # fmt: skip
MANY = tuple(Running(f"video {number}", "kept by law until 2024-07-04") for number in range(60))


def word_text(content: bytes) -> str:
    return " ".join(one.text for one in Document(io.BytesIO(content)).paragraphs)


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_both_say_the_same() -> None:
    in_word, in_pdf = word_text(docx(LETTER)), " ".join(pages(pdf(LETTER)))
    for part in ("To: Records", "July 12, 2024", "hold H-1", "State v. Harlan & Reed",
                 "everything <of> the incident", "kept by law until July 4, 2024, which has passed",
                 "I have none of it", "Signature", "not legal advice"):  # fmt: skip
        assert part in in_word
        assert part in in_pdf


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert docx(LETTER) == docx(LETTER)
    assert pdf(LETTER) == pdf(LETTER)


def test_the_acknowledgement_is_a_page_of_its_own_to_send_back() -> None:
    *letter, last = pages(pdf(LETTER))
    assert "page 2 Acknowledgement The hold is in force once" in last
    assert "hold H-1" in last.replace("Hold", "hold")
    assert not any("Acknowledgement" in page for page in letter)
    (heading,) = [one for one in Document(io.BytesIO(docx(LETTER))).paragraphs
                  if one.text == "Acknowledgement"]  # fmt: skip
    assert heading.paragraph_format.page_break_before


def test_the_signature_is_never_alone_on_a_page() -> None:
    for few in range(1, 40):
        told = pages(pdf(Letter(**{**_fields(), "clocks": MANY[:few]})))
        (*_, signed, acknowledgement) = told
        assert "A. Counsel" in signed
        assert "How to preserve it" in signed, few
        assert "How to preserve it" not in acknowledgement


def test_every_page_says_which_hold_it_is_of() -> None:
    long = pages(pdf(Letter(**{**_fields(), "clocks": MANY})))
    assert len(long) > 3
    assert all(f"page {number}" in page for number, page in enumerate(long, 1))


def _fields() -> dict:
    return {name: getattr(LETTER, name) for name in LETTER.__slots__}
