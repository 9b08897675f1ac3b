"""Writes the files of the demo: what three holders have, and what two defendants were given."""

from pathlib import Path

from kyles.demo import docx, mail, officers, pdf, property_room, volume
from kyles.demo.paper import paper
from kyles.demo.volume import given

REPORTS = {
    "reports/21-0886.pdf": "report",
    "reports/21-0886-S2.pdf": "supplement_2",
    "reports/21-0886-S3.pdf": "supplement_3",
    "statements/Ortiz.pdf": "statement",
    "property/Listing.pdf": "listing",
    "interviews/Tolliver.pdf": "interview",
}


def held(folder: Path) -> None:
    """The holders' folders; the laboratory's is exported twice, the second time without a file."""
    sheriff = folder / "sheriff"
    for path, name in REPORTS.items():
        pdf.write(sheriff / path, paper(name).whole())
    docx.write(sheriff / "reports" / "24-1047.docx", paper("rounds"))
    mail.write(sheriff / "mail" / "2024-03-07.eml", attached=sheriff / "reports" / "21-0886.pdf")
    property_room.write(folder / "property_room.csv")
    property_room.write_custody(folder / "custody_log.csv")
    property_room.write_scan(folder / "shelf_scan.csv")
    property_room.write_city(folder / "mesquite_wells.csv")
    officers.write(folder / "officers.csv")
    pdf.write(folder / "district_attorney" / "Order of witnesses.pdf", paper("memorandum"))
    for export in ("2024-03", "2024-06"):
        laboratory = folder / "exports" / export / "laboratory"
        pdf.write(laboratory / "22-1180.pdf", paper("laboratory"))
        locked = laboratory / "22-1180 instrument data.pdf"
        pdf.write(locked, paper("instrument_data"), password="demo")  # noqa: S106 - never needed
    pdf.write(folder / "exports" / "2024-03" / "laboratory" / "22-1180 bench notes.pdf",
              paper("bench_notes"))  # fmt: skip


def first_volume(folder: Path) -> None:
    """VOL001, to Harlan: a page of a supplement is missing, lines of it are black."""
    some = [
        given(paper("report"), 1),
        given(paper("supplement_2").first(2), 3),
        given(paper("listing"), 6),
        given(paper("laboratory"), 7),
        given(paper("statement"), 9),
    ]
    volume.write_loaded(folder / "VOL001", some, prefix="HAR")
    pdf.write(folder / "VOL001" / "Discovery letter.pdf", paper("letter_1"))


def second_volume(folder: Path) -> None:
    """VOL002, to Ostrow: one long PDF, with an interview that Harlan was not given, and with a
    witness statement in other words than the sheriff has it.
    """
    names = ("report", "supplement_2", "supplement_3", "listing", "laboratory", "statement_again",
             "interview")  # fmt: skip
    some = [paper(name).whole() for name in names]
    volume.write_long(folder / "VOL002" / "OST-000001-000013.pdf", some, prefix="OST")


def third_volume(folder: Path) -> None:
    """VOL003, to Harlan: the incident report again, and a new supplement."""
    some = [given(paper("report"), 13), given(paper("supplement_3"), 15)]
    volume.write_loose(folder / "VOL003", some, prefix="HAR")
