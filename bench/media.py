"""Recordings given otherwise: how well missing time is told, and how often strangers are matched.

    python bench/media.py [--folder FOLDER] [--recordings 200] [--varied 25] [--seed 1]

Makes conversations with espeak-ng (two invented voices, pauses, a bed of hiss), gives some of them
trimmed, muted, coded again and mixed with noise by ffmpeg, takes fingerprints of all with fpcalc
and aligns them with `kyles.fingerprint.media`. Every program is Debian's, run beside us.
"""

import argparse
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from kyles.fingerprint import media
from kyles.fingerprint.media import Span
from kyles.reconcile.recordings import fpcalc
from kyles.reconcile.recordings.fpcalc import Sound

WORDS = """
    deputy sergeant report evidence locker bag number north window parked vehicle stopped driver
    morning evening gate warehouse camera officer dispatch radio unit arrived scene witness said
    nobody saw light green truck corner station floor door key photograph box shelf signed time
    called back later asked answer again street bridge river market school office phone message
    yesterday tuesday thursday april october seven eleven forty ninety hundred missing found
"""
VOICES = ("en-us", "en-gb", "en-gb-scotland", "en-029", "en-gb-x-rp")
NOISE = -20.3  # decibels: the mean of pink noise as ffmpeg makes it at 0.5
MIXED = "[0][1]amix=duration=first:normalize=0"
HISS = "anoisesrc=a=0.004:c=pink:r=22050"


@dataclass(frozen=True, slots=True)
class Variant:
    """A recording as it was given: which one, how, and what of it is missing, in seconds."""

    kind: str
    number: int
    path: Path
    missing: tuple[tuple[float, float], ...]


def made(folder: Path, count: int, *, seed: int) -> list[Path]:
    """That many conversations, of one to three minutes each."""
    paths = [folder / f"held-{seed}-{number:03d}.wav" for number in range(count)]
    with ThreadPoolExecutor(2) as several:
        list(several.map(_speak, paths))
    return paths


def _speak(path: Path) -> None:
    if path.exists():
        return
    chance = random.Random(path.stem)
    voices = [(chance.choice(VOICES), chance.randint(20, 80), chance.randint(130, 190))
              for _ in range(2)]  # fmt: skip
    with tempfile.TemporaryDirectory() as passing:
        turns = []
        for turn in range(chance.randint(12, 36)):
            voice, pitch, speed = voices[turn % 2]
            said = Path(passing) / f"{turn:03d}.wav"
            words = " ".join(chance.choices(WORDS.split(), k=chance.randint(6, 18)))
            run(
                "espeak-ng", "-v", voice, "-p", str(pitch), "-s", str(speed), "-w", str(said), words
            )
            turns.append(said)
        listed = Path(passing) / "turns.txt"
        listed.write_text("".join(f"file '{one}'\n" for one in turns), "utf-8")
        run("ffmpeg", "-y", "-f", "concat", "-safe", "0", "-i", str(listed), "-f", "lavfi", "-i",
            HISS, "-filter_complex", MIXED, str(path))  # fmt: skip


def variants(folder: Path, paths: Sequence[Path], count: int) -> Iterator[Variant]:
    """Every way of giving, of the first recordings."""
    for number, path in enumerate(paths[:count]):
        length = seconds(path)
        quarter, middle = length / 4, length / 2
        cuts = {
            "coded again, 24 kbit/s": ("anull", ()),
            "start trimmed": (f"atrim=start={quarter}", ((0.0, quarter),)),
            "end trimmed": (f"atrim=end={length - quarter}", ((length - quarter, length),)),
            "middle trimmed": (
                f"aselect='not(between(t,{middle},{middle + 15}))',asetpts=N/SR/TB",
                ((middle, middle + 15),),
            ),
            "muted, 10 s": (f"volume=0:enable='between(t,{middle},{middle + 10})'",
                            ((middle, middle + 10),)),
            "louder, and 8 kHz as on a telephone": ("volume=6dB,aresample=8000", ()),
        }  # fmt: skip
        for kind, (how, missing) in cuts.items():
            yield Variant(kind, number, _given(folder, path, kind, how), missing)
        for level in (10, 0):
            kind = f"noise, {level} dB below the speech"
            yield Variant(kind, number, _noisy(folder, path, number, level), ())
        yield Variant("played in a room, noise at 10 dB", number, _room(folder, path, number), ())
        yield Variant("2 % faster", number, _given(folder, path, "faster", "atempo=1.02"),
                      ())  # fmt: skip


def _given(folder: Path, path: Path, kind: str, how: str) -> Path:
    to = folder / f"given-{path.stem}-{kind.split(',')[0].replace(' ', '_')}.m4a"
    if not to.exists():
        run("ffmpeg", "-y", "-i", str(path), "-af", how, "-ac", "1", "-b:a", "24k", str(to))
    return to


def _noisy(folder: Path, path: Path, number: int, level: int, how: str = "anull") -> Path:
    """Mixed with pink noise, its mean that many decibels below that of the speech."""
    to = folder / f"given-{path.stem}-{'room' if how != 'anull' else 'noise'}_{level}.m4a"
    if not to.exists():
        gain = _mean(path) - level - NOISE
        run("ffmpeg", "-y", "-i", str(path), "-f", "lavfi", "-i",
            f"anoisesrc=a=0.5:c=pink:r=22050:seed={number},volume={gain}dB", "-filter_complex",
            f"[0]{how}[said];{MIXED.replace('[0]', '[said]')}", "-b:a", "48k", str(to))  # fmt: skip
    return to


def _room(folder: Path, path: Path, number: int) -> Path:
    """As a telephone would record a loudspeaker across a room."""
    room = "highpass=f=250,lowpass=f=3800,aecho=0.8:0.7:23|41|67:0.4|0.3|0.2"
    return _noisy(folder, path, number, 10, room)


def _mean(path: Path) -> float:
    told = run("ffmpeg", "-i", str(path), "-af", "volumedetect", "-f", "null", "-")
    return float(told.split("mean_volume:")[1].split("dB")[0])


def seconds(path: Path) -> float:
    told = run("ffprobe", "-show_entries", "format=duration", "-of", "csv=p=0", str(path))
    return float(told.splitlines()[-1])


def run(*words: str) -> str:
    quiet = ("-hide_banner",) if words[0].startswith("ff") else ()
    if words[0] == "ffprobe":
        quiet = (*quiet, "-loglevel", "error")
    done = subprocess.run([words[0], *quiet, *words[1:]], capture_output=True, text=True,
                          check=True)  # fmt: skip
    return done.stdout + done.stderr


def heard(paths: Sequence[Path]) -> list[Sound]:
    with ThreadPoolExecutor(2) as several:
        return [fpcalc.sound(told) for told in several.map(fpcalc.listen, paths)]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one variant: seconds wrongly missing, wrongly given, and off at the edges."""

    kind: str
    found: bool
    as_it_is: bool  # as many stretches are missing as were taken out
    alarm: float
    overlooked: float
    edges: tuple[float, ...]
    length: float


def result(one: Variant, spans: Sequence[Span], length: float) -> Result:
    told = media.missing(spans, length) if spans else [(0.0, length)]
    edges = (
        tuple(
            abs(a - b)
            for gap, truth in zip(told, one.missing, strict=False)
            for a, b in zip(gap, truth, strict=True)
        )
        if len(told) == len(one.missing)
        else ()
    )
    both = sum(max(0.0, min(gap[1], truth[1]) - max(gap[0], truth[0]))
               for gap in told for truth in one.missing)  # fmt: skip
    return Result(
        one.kind, bool(spans), len(told) == len(one.missing),
        sum(end - start for start, end in told) - both,
        sum(end - start for start, end in one.missing) - both, edges, length,
    )  # fmt: skip


def table(results: Sequence[Result]) -> Iterator[str]:
    yield "| given | recordings | found | as it is | s wrongly missing | s overlooked | edges off |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for kind in dict.fromkeys(one.kind for one in results):
        own = [one for one in results if one.kind == kind]
        edges = [edge for one in own for edge in one.edges]
        off = f"{statistics.mean(edges):.1f} s, at most {max(edges):.1f} s" if edges else "-"
        yield (
            f"| {kind} | {len(own)} | {sum(one.found for one in own)} |"
            f" {sum(one.as_it_is for one in own)} |"
            f" {statistics.mean(one.alarm for one in own):.1f} |"
            f" {statistics.mean(one.overlooked for one in own):.1f} | {off} |"
        )


def strangers(own: Sequence[Sound]) -> tuple[int, int]:
    """Pairs of different recordings, and those of which one is said to have part of the other."""
    known = media.Recordings([one.frames for one in own])
    false = sum(
        span.number != number for number, one in enumerate(own) for span in known.having(one.frames)
    )
    return len(own) * (len(own) - 1), false


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--recordings", type=int, default=200)
    asked.add_argument("--varied", type=int, default=25)
    asked.add_argument("--seed", type=int, default=1)
    words = asked.parse_args()
    folder = words.folder or Path(tempfile.mkdtemp(prefix="kyles-media-"))
    folder.mkdir(exist_ok=True)
    paths = made(folder, words.recordings, seed=words.seed)
    some = list(variants(folder, paths, words.varied))
    begun = time.process_time(), time.perf_counter()
    own, given = heard(paths), heard([one.path for one in some])
    listened = time.perf_counter() - begun[1]
    total = sum(one.seconds for one in (*own, *given))
    every = media.Recordings([one.frames for one in given])
    begun = time.process_time(), time.perf_counter()
    results = []
    for at, one in enumerate(some):
        spans = [span for span in every.having(own[one.number].frames) if span.number == at]
        results.append(result(one, spans, seconds(paths[one.number])))
    print("\n".join(table(results)))
    pairs, false = strangers(own)
    aligned = time.process_time() - begun[0]
    others = sum(
        some[span.number].number != number
        for number, one in enumerate(own)
        for span in every.having(one.frames)
    )
    print(f"\nstrangers: {false} of {pairs} ordered pairs of different recordings matched;"
          f" {others} of {len(own) * len(some)} pairs with variants of others")  # fmt: skip
    print(f"fingerprints: {total / 3600:.1f} h of sound in {listened:.0f} s on two busy cores")
    print(f"alignment: {aligned:.1f} s of one core")
    if words.folder is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
