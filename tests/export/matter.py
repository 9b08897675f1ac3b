"""A small matter of invented people for the tests of what leaves a matter: real files, all added.

Two defendants. A supplement given to Harlan with a page and some lines missing; a report given to
both; a photograph log given to Reed only; a box in an inventory; a file that cannot be read.
"""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from kyles.audit import Audited, audit
from kyles.intake.add import Addition, add
from kyles.model import Disclosure, Manner, Withholding
from kyles.store import Store, create, items, matters, productions

REPORT = [
    """COUNTY SHERIFF'S OFFICE - INCIDENT REPORT
Case 21-0886   Author: Deputy A. Lindqvist

At about 1:50 pm on the day of the incident I was sent to the ranch. The assistant director
handed the revolver to the actor and called it cold. One round was fired. I secured the cart
with the ammunition boxes and photographed it. Supplement 3 to report 21-0886 has the statement
of the property master, and the photographs are listed in the photograph log.""",
]
SUPPLEMENT = [
    """COUNTY SHERIFF'S OFFICE - SUPPLEMENT 2
Case 21-0886   Author: Cpl. D. Reyes

On March 6 a former police officer came to the front desk and asked to hand in ammunition that
he believed was connected with the shooting at the ranch. I took custody of one cardboard box
containing 24 cartridges of .45 calibre, with live primers and some dummy rounds.

The person stated that the cartridges came from the same supply as the rounds delivered to the
set, and gave the name of the supplier. Three of the cartridges appeared to match the live rounds
recovered from the cart on the day. The box was placed on shelf C-14 of the annex.""",
    """CONTINUATION - PAGE 2

Photographs 1 to 18 were taken of the box and each cartridge. The laboratory was asked on
April 2 whether a comparison with the recovered live rounds was wanted. The analyst answered that
a comparison would be of value but that no request had been received from the case agent.
I telephoned the case agent on April 5 and left a message about the laboratory submission.""",
    """CONTINUATION - PAGE 3

Copies of this supplement go to the records section and to the evidence technician. The weather
on the day was clear and the front desk recording system was in service until the evening shift.
Nothing else was received from the person who came to the desk. End of supplement.""",
]
GIVEN = [
    SUPPLEMENT[0].replace(
        "Three of the cartridges appeared to match the live rounds\nrecovered from the cart on the"
        " day. ", ""
    ).replace("shelf C-14 of the annex", "shelf K-29 of the storehouse"),
    SUPPLEMENT[2],
]  # fmt: skip
LOG = """PHOTOGRAPH LOG
Case 21-0886   Technician: M. Okafor

Frames 1 to 12 show the cart and the ammunition boxes upon it. Frames 13 to 20 show the church
interior from the north door. Frames 21 to 31 show the revolver, its cylinder and the holster on
a white cloth with a scale. The card was sealed and booked by me at seven in the evening."""
INVENTORY = """Item No,Description,Case No,Location,Quantity
2021-1187,Revolver .45 calibre,21-0886,Vault 2,1
2024-0311,<b>Box</b> of 24 cartridges,21-0886,C-14,1
"""
SECRET = """CONFIDENTIAL INFORMANT FILE
The zircon informant of the narcotics unit asked to be moved to another county before summer."""


def pdf(path: Path, pages: Sequence[str], *, prefix: str = "", first: int = 1) -> None:
    """A PDF of text pages, each stamped where a prefix is given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), pagesize=letter, invariant=1)
    for at, page in enumerate(pages):
        canvas.setFont("Helvetica", 10)
        for line, words in enumerate(page.split("\n")):
            canvas.drawString(60, 720 - 15 * line, words)
        if prefix:
            canvas.drawRightString(560, 30, f"{prefix}{first + at:06d}")
        canvas.showPage()
    canvas.save()


def write(folder: Path, *, secret: bool = False) -> None:
    """The files of both sides."""
    held = folder / "sheriff"
    pdf(held / "report.pdf", REPORT)
    pdf(held / "supplement_2.pdf", SUPPLEMENT)
    pdf(held / "photograph_log.pdf", [LOG])
    (held / "inventory.csv").write_text(INVENTORY, "utf-8")
    (held / "broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    if secret:
        pdf(held / "informant.pdf", [SECRET])
    pdf(folder / "VOL001" / "VOL001.pdf", [*REPORT, *GIVEN], prefix="HAR-", first=11)
    pdf(folder / "REED01" / "REED01.pdf", [*REPORT, LOG], prefix="REED-", first=1)


def build(folder: Path, *, secret: bool = False, received: bool = False) -> Store:
    """The matter, with everything added; with `received`, the productions alone."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, secret=secret)
    opened = matters.opened(
        "State v. Harlan <and Reed>", court="us-nm/district", zone="America/Denver",
        defendants=("Harlan", "Reed"), incidents=("21-0886",),
    )  # fmt: skip
    store = create(folder / "matter", opened)
    if not received:
        add(store, folder / "sheriff", Addition(holder="County Sheriff"))
    add(store, folder / "VOL001", Addition(defendants=("Harlan",), on="2024-03-01"))
    add(store, folder / "REED01", Addition(defendants=("Reed",), on="2024-03-08"))
    if not received:
        view = store.view()
        revolver = items.one(view, "2021-1187").id
        log = items.one(view, "photograph_log.pdf").id
        acts = [
            productions.disclosed(Disclosure(revolver, "Harlan", "2024-04-02", Manner.INSPECTED)),
            productions.withheld(Withholding("", log, "Harlan", "Rule 5-501(F)", "work product",
                                             existence_revealed=True)),
        ]  # fmt: skip
        if secret:
            informant = items.one(view, "informant.pdf").id
            acts.insert(0, productions.withheld(
                Withholding("", informant, None, "Rule 11-510", "identity of an informer",
                            existence_revealed=False)))  # fmt: skip
        store.record(acts)
    return store


def audited(folder: Path, *, secret: bool = False, received: bool = False) -> Audited:
    """The matter, audited."""
    with build(folder, secret=secret, received=received) as store:
        return audit(store)
