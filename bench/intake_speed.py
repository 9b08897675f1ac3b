"""What intake costs beside the least that it could: `python bench/intake_speed.py FOLDER`.

Five ratios of one run, on the files of any folder; what is compared is done by turns, several times
over, and the medians are told, of the clock and of the processor. The folder's files are read once
before, so that the disk is out of it. Where readers are compared, each turn begins in a new
process, as every command does: what libraries do once, when they are first used, is in all of them.
"""

import hashlib
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pypdfium2 as pdfium

from kyles import engine
from kyles.engine import Crew
from kyles.formats import pdf
from kyles.intake.file import FileTask, is_unchanged, read_file
from kyles.store.blobs import Blobs

ROUNDS = 5
Measured = tuple[float, float]  # seconds of the clock, seconds of the processor


def files(folder: Path) -> list[Path]:
    return sorted(one for one in folder.rglob("*") if one.is_file() and not one.is_symlink())


def timed(work: Callable[[], object]) -> Measured:
    """Our own time, and that of our children that have ended."""
    begun, used = time.perf_counter(), processor()
    work()
    return time.perf_counter() - begun, processor() - used


def processor() -> float:
    own, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF,
                                                       resource.RUSAGE_CHILDREN))  # fmt: skip
    return own.ru_utime + own.ru_stime + theirs.ru_utime + theirs.ru_stime


def by_turns(
    *works: Callable[[], object], rounds: int = ROUNDS,
    measure: Callable[[Callable[[], object]], Measured] = timed,
) -> list[Measured]:  # fmt: skip
    """The median of each, done one after the other, over and over."""
    came: list[list[Measured]] = [[measure(work) for work in works] for _ in range(rounds)]
    return [(statistics.median(one[0] for one in turn), statistics.median(one[1] for one in turn))
            for turn in zip(*came, strict=True)]  # fmt: skip


def begun_anew(work: Callable[[], object]) -> Measured:
    """As long as work takes in a process that has imported what it names, and done nothing yet."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as one:
        return one.submit(timed, work).result()


def bare_hashing(paths: Sequence[Path]) -> None:
    for path in paths:
        with path.open("rb") as stream:
            hashlib.file_digest(stream, "sha256").hexdigest()


def our_hashing(tasks: Sequence[FileTask]) -> None:
    for task in tasks:
        is_unchanged(task)


def kept(paths: Sequence[Path], folder: Path) -> list[FileTask]:
    """The files as they are known after a first adding."""
    blobs = Blobs(folder)
    tasks = []
    for path in paths:
        with path.open("rb") as stream:
            tasks.append(FileTask(path, path.name, folder, known=blobs.put(stream)[0]))
    return tasks


def bare_pdf(paths: Sequence[Path]) -> None:
    for path in paths:
        document = pdfium.PdfDocument(path)
        for index in range(len(document)):
            page = document[index]
            layer = page.get_textpage()
            layer.get_text_range()
            layer.close()
            page.close()
        document.close()


def our_pdf(paths: Sequence[Path]) -> None:
    for path in paths:
        for _ in pdf.read(path):
            pass


def sound(paths: Sequence[Path]) -> list[Path]:
    """The PDFs that PDFium reads without a word of complaint."""
    found = []
    for path in paths:
        try:
            bare_pdf([path])
        except (pdfium.PdfiumError, ValueError):
            continue
        found.append(path)
    return found


def in_process(tasks: Sequence[FileTask]) -> None:
    """Every file, and every file inside, read here, without a sandbox."""
    waiting = list(tasks)
    while waiting:
        task = waiting.pop()
        reading = read_file(task)
        waiting += (FileTask(task.real, one.name.rsplit("/", 1)[-1], task.blobs, stored=one.sha256)
                    for one in reading.children if one.sha256 != task.stored)  # fmt: skip


def in_sandbox(tasks: Sequence[FileTask], workers: int) -> None:
    """The same as `kyles add` has it done: the processor's time is that of others, and not told."""
    with Crew(3072, preload=(read_file.__module__,)) as crew:
        waiting = list(tasks)
        while waiting:
            outcomes = list(engine.run(read_file, waiting, workers=workers, crew=crew,
                                       timeout=lambda _: 60.0, ahead=1))  # fmt: skip
            waiting = [
                FileTask(one.part.real, child.name.rsplit("/", 1)[-1], one.part.blobs,
                         stored=child.sha256)
                for one in outcomes if one.value
                for child in one.value.children if child.sha256 != one.part.stored
            ]  # fmt: skip


def kyles(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "kyles", *map(str, words)], capture_output=True,
                   check=False, env={**os.environ, "NO_PROGRESS": "1"})  # fmt: skip


def told_by_clock(name: str, one: Measured, other: Measured, most: str) -> None:
    print(f"| {name} | {one[0]:.2f} / {other[0]:.2f} s | | {one[0] / other[0]:.2f} | | {most} |")


def told(name: str, one: Measured, other: Measured, most: str) -> None:
    clock, used = (a / b for a, b in zip(one, other, strict=True))
    print(f"| {name} | {one[0]:.2f} / {other[0]:.2f} s | {one[1]:.2f} / {other[1]:.2f} s"
          f" | {clock:.2f} | {used:.2f} | {most} |")  # fmt: skip


def main(folder: Path) -> None:
    paths = files(folder)
    size = sum(path.stat().st_size for path in paths)
    print(f"{len(paths)} files, {size / 1e6:.0f} MB, medians of {ROUNDS} turns\n")
    print("| what / what it is compared with | clock | processor | by the clock | by the processor"
          " | aim |\n|---|---:|---:|---:|---:|---:|")  # fmt: skip
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        tasks = kept(paths, place / "known")
        hashing, bare = by_turns(lambda: our_hashing(tasks), lambda: bare_hashing(paths))
        told("hashing / bare SHA-256", hashing, bare, "1.3")
        pdfs = sound([path for path in paths if path.suffix.lower() == ".pdf"])
        told("PDF text / bare PDFium", *by_turns(lambda: our_pdf(pdfs), lambda: bare_pdf(pdfs)),
             "1.25")  # fmt: skip
        fresh = [FileTask(path, path.name, place / "known") for path in paths]
        (reading,) = by_turns(lambda: in_process(fresh), rounds=3)
        told("mixed reading / SHA-256 of the bytes", reading, bare, "60")
        here, alone, both = by_turns(
            partial(in_process, fresh), partial(in_sandbox, fresh, 1),
            partial(in_sandbox, fresh, 2), rounds=5, measure=begun_anew,
        )  # fmt: skip
        told_by_clock("in a sandbox / without one", alone, here, "1.10")
        told_by_clock("one reader / two readers", alone, both, "1.6")
        matter = place / "matter"
        kyles("new", matter, "--title", "State v. Harlan", "--court", "us-nm/district")
        add = ("add", folder, "--holder", "Sheriff", "--matter", matter)
        kyles(*add)
        again, idle = by_turns(lambda: kyles(*add), lambda: kyles("items", "--help"))
        told("adding again, unchanged / bare SHA-256", again, bare, "3")
        told("the same less the start of the program",
             (again[0] - idle[0], again[1] - idle[1]), bare, "3")  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
