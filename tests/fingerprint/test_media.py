"""Aligning recordings by their sound: cuts, other sounds, silence."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyles.fingerprint.media import REACH, SHORTEST, STEP, Frames, Recordings, missing

LENGTH = 600


def frames(seed: int, count: int = LENGTH) -> Frames:
    """Frames of some sound: each is like the one before in most of its bits."""
    chance = np.random.default_rng(seed)
    flips = chance.integers(0, 1 << 32, (3, count), np.uint32)
    changes = flips[0] & flips[1] & flips[2]  # an eighth of the bits
    return np.bitwise_xor.accumulate(changes)


def noisy(own: Frames, share: float = 0.1, seed: int = 0) -> Frames:
    """The same with some bits of each frame otherwise."""
    chance = np.random.default_rng(seed)
    bits = chance.random((own.size, 32)) < share
    return own ^ (bits @ (1 << np.arange(32, dtype=np.uint64))).astype(np.uint32)


HELD = frames(1)
SECONDS = LENGTH * STEP + REACH


def told(*produced: Frames, held: Frames = HELD) -> list[tuple[float, float]]:
    spans = Recordings(produced).having(held)
    return missing(spans, SECONDS) if spans else [(0.0, math.inf)]


def test_the_same_sound_misses_nothing():
    assert told(HELD) == []
    assert told(noisy(HELD)) == []
    assert told(frames(2), noisy(HELD), frames(3)) == []


@pytest.mark.parametrize(
    ("kept", "gap"),
    [([(200, 600)], (0, 200)), ([(0, 400)], (400, 600)), ([(0, 250), (350, 600)], (250, 350))],
    ids=["start", "end", "middle"],
)
def test_a_cut_is_told_to_within_a_second_and_a_half(kept, gap):
    cut = np.concatenate([noisy(HELD)[start:end] for start, end in kept])
    ((start, end),) = told(cut)
    wanted = gap[0] * STEP, min(gap[1] * STEP, SECONDS)
    assert start == pytest.approx(wanted[0], abs=REACH + 0.3)
    assert end == pytest.approx(wanted[1], abs=REACH + 0.3)


def test_pieces_of_several_recordings_add_up():
    assert told(noisy(HELD[:320]), noisy(HELD[290:], seed=4)) == []


def test_another_sound_is_not_this_one():
    assert told(*(frames(seed) for seed in range(2, 30))) == [(0.0, math.inf)]


def test_silence_is_the_same_everywhere_and_tells_nothing():
    silence = np.full(150, 627_964_279, np.uint32)
    held, other = np.concatenate((silence, frames(5))), np.concatenate((silence, frames(6)))
    assert told(other, held=held) == [(0.0, math.inf)]


def test_what_is_short_or_empty():
    nothing = np.empty(0, np.uint32)
    assert told() == [(0.0, math.inf)]
    assert told(nothing, HELD[: SHORTEST - 1]) == [(0.0, math.inf)]
    assert Recordings([HELD]).having(nothing) == []
    assert Recordings([nothing]).having(HELD) == []


@given(
    cuts=st.lists(st.integers(0, LENGTH), min_size=2, max_size=6),
    share=st.sampled_from([0.0, 0.05, 0.12]),
)
@settings(max_examples=40, deadline=None)
def test_no_time_that_was_given_whole_is_called_missing_beyond_its_edges(cuts, share):
    """Pieces that are long enough are found; what is told missing was cut, but for the edges."""
    edges = sorted(cuts)
    pieces = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)
              if b - a >= 2 * SHORTEST]  # fmt: skip
    produced = [noisy(HELD, share, seed)[a:b] for seed, (a, b) in enumerate(pieces)]
    gaps = told(*produced)
    for start, end in gaps if produced else ():
        given_inside = sum(
            max(0.0, min(end, b * STEP) - max(start, a * STEP) - 2 * REACH) for a, b in pieces
        )
        assert given_inside <= 0.5
