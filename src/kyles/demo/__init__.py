"""A small matter to try Kyles on: its files, and the commands that work on them.

Everybody and every number in it is invented. It is told like the public case that the README
describes: ammunition that was handed in and booked under another number. The files are of the kinds
that agencies hold and vendors deliver, and are the same bytes every time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kyles.demo import files

MATTER = ("--matter", "matter")


@dataclass(frozen=True, slots=True)
class Step:
    """A command line of `kyles`, run in the demo's folder; `shown` where its output is the show."""

    words: tuple[str, ...]
    says: str
    shown: bool = False


def build(folder: Path, *, received: bool) -> tuple[Step, ...]:
    """Write the files into a folder; gives the commands that make a matter of them, in order.

    With `received` it is the defense's side: two productions, and nothing else.
    """
    files.first_volume(folder)
    files.third_volume(folder)
    if received:
        return tuple(_received())
    files.second_volume(folder)
    files.held(folder)
    return tuple(_both_sides())


def _received() -> Iterator[Step]:
    yield _new("Harlan")
    yield _given("VOL001", "2024-02-12", "Harlan")
    yield _given("VOL003", "2024-06-10", "Harlan")
    yield Step(("productions", "--defendant", "Harlan", *MATTER),
               "An index of what was received, and what is new in the second volume.",
               shown=True)  # fmt: skip
    yield _audit("What it mentions, lists or numbers, and does not hold.")
    yield Step(("request", "--defendant", "Harlan", "--out", "request.docx", *MATTER),
               "The letter that asks for it; the next audit says what was answered.",
               shown=True)  # fmt: skip


def _both_sides() -> Iterator[Step]:
    yield _new("Harlan", "Ostrow")
    yield _held("sheriff", "Ocotillo County Sheriff", "Reports, statements, a mailbox.")
    yield _held("property_room.csv", "Ocotillo County Sheriff", "The property room's own list.")
    yield _held("custody_log.csv", "Ocotillo County Sheriff", "Who had what, when.")
    yield _held("shelf_scan.csv", "Ocotillo County Sheriff", "What a scanner read on two shelves.")
    yield _held("officers.csv", "District Attorney", "Officers of whom something has to be told.")
    yield _held("mesquite_wells.csv", "Mesquite Wells Police", "Another agency's list.")
    yield _held("exports/2024-03/laboratory", "State Crime Laboratory", "Exported in March.")
    yield _held("district_attorney", "District Attorney", "The office's own file.")
    yield _given("VOL001", "2024-02-12", "Harlan")
    yield _given("VOL002", "2024-05-02", "Ostrow")
    yield _given("VOL003", "2024-06-10", "Harlan")
    yield Step(("disclose", "2024-0311", "--to", "Ostrow", "--on", "2024-05-06", "--by", "offered",
                *MATTER), "Her lawyer was told that the box can be seen.")  # fmt: skip
    yield Step(("withhold", "Order of witnesses.pdf", "--provision", "work product", "--reason",
                "The prosecutor's own trial preparation", *MATTER),
               "An entry in the withholding log.")  # fmt: skip
    yield Step(("withhold", "MW-118", "--provision", "not of this incident", "--reason",
                "The other agency's own number, it seems", *MATTER),
               "A mower that has the same number by chance.")  # fmt: skip
    yield _held("exports/2024-06/laboratory", "State Crime Laboratory", "The same folder in June.")
    yield Step(("events", "add", "hand_over", "--on", "2024-03-06", "--item", "2024-0311",
                "--says", "handed in at the counter", *MATTER),
               "The day from which the duty to tell of the box counts.")  # fmt: skip
    yield Step(("sources", "add", "Ocotillo County Sheriff", "--system", "dispatch recordings",
                "--says", "the deputy was dispatched", *MATTER),
               "A system that somebody should ask.")  # fmt: skip
    yield _audit("Every gap, worst first, with its sources.")


def _new(*defendants: str) -> Step:
    named = (word for name in defendants for word in ("--defendant", name))
    words = ("new", "matter", "--title", "State v. Harlan", "--court", "us-nm/district", *named,
             "--incident", "21-0886")  # fmt: skip
    return Step(words, "A case, its defendants, and the agency's own number.")


def _held(path: str, holder: str, says: str) -> Step:
    return Step(("add", path, "--holder", holder, *MATTER), says)


def _given(volume: str, on: str, defendant: str) -> Step:
    words = ("add", volume, "--produced-to", defendant, "--on", on, *MATTER)
    return Step(words, f"What {defendant} was given.")


def _audit(says: str) -> Step:
    return Step(("audit", "--out", "report.html", *MATTER), says, shown=True)
