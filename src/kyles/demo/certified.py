"""The demo goes on: a certificate on time, what was missing is given, and a complete one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from kyles.demo import MATTER, Step, pdf
from kyles.demo.paper import paper

OUT = "certificates"
LABORATORY = Path("exports") / "2024-07" / "laboratory"
ATTORNEY = "M. Castellano"


def build(folder: Path) -> tuple[Step, ...]:
    """Write the files that come later into the demo's folder; gives the commands, in order."""
    (folder / OUT).mkdir()
    last = folder / "exports" / "2024-06" / "laboratory"
    shutil.copytree(last, folder / LABORATORY)
    readable = folder / LABORATORY / "22-1180 instrument data.pdf"
    readable.unlink()
    pdf.write(readable, paper("instrument_data"))
    shutil.copytree(folder / "sheriff", folder / "VOL004" / "sheriff")
    shutil.copytree(folder / LABORATORY, folder / "VOL004" / "laboratory")
    return tuple(_steps())


def _steps() -> Iterator[Step]:
    yield _certificate(1, "On time: it issues whatever is outstanding, and says so in its title.")
    yield _verify(1, "The other side checks it; the file verify.py needs no Kyles.")
    yield Step(("add", LABORATORY.as_posix(), "--holder", "State Crime Laboratory", *MATTER),
               "The laboratory sends the file that was locked without its password.")  # fmt: skip
    yield Step(("add", "VOL004", "--produced-to", "Harlan", "--on", "2024-07-15", *MATTER),
               "What was outstanding is served.")  # fmt: skip
    for step in (("asked", "--on", "2024-07-11", "--by", ATTORNEY),
                 ("answered", "--on", "2024-07-15", "--answer", "nothing", "--signed", "Ida Marsh",
                  "--says", "kept for 90 days")):  # fmt: skip
        yield Step(("sources", step[0], "Ocotillo County Sheriff", "--system",
                    "dispatch recordings", *step[1:], *MATTER),
                   "The register of sources has no empty cell any more.")  # fmt: skip
    yield Step(("disclose", "2024-0311", "--to", "Harlan", "--on", "2024-07-16", "--by",
                "inspected", *MATTER), "His lawyer inspects the box.")  # fmt: skip
    yield _certificate(2, "The supplement: complete. The first one stays as it was filed.",
                       "--delay", "The box was booked under another number.")  # fmt: skip
    yield _verify(2, "It goes on from the first one.")


def _certificate(number: int, says: str, *more: str) -> Step:
    words = ("certificate", "--defendant", "Harlan", "--by", ATTORNEY, "--out", f"{OUT}/{number}",
             "--readiness", f"{OUT}/readiness_{number}.txt", *more, *MATTER)  # fmt: skip
    return Step(words, says, shown=True)


def _verify(number: int, says: str) -> Step:
    words = ("verify", f"{OUT}/{number}/certificate.kyles-proof",
             f"{OUT}/{number}/certificate.pdf")  # fmt: skip
    return Step(words, says, shown=True)
