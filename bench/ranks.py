"""What rankings are worth, for `linking.py` and its peers."""

from collections.abc import Sequence


def figures(rankings: Sequence[Sequence[tuple[str, float]]], truths: Sequence[str]) -> str:
    """Recall at 1, 5 and 20, and the precision of all pairs at a recall of .8 and .9."""
    places = [next((at for at, (key, _) in enumerate(ranking) if key == truth), 10**6)
              for ranking, truth in zip(rankings, truths, strict=True)]  # fmt: skip
    recalls = [sum(at < depth for at in places) / len(places) for depth in (1, 5, 20)]
    pairs = sorted(((score, key == truth) for ranking, truth in zip(rankings, truths, strict=True)
                    for key, score in ranking), reverse=True)  # fmt: skip
    reached = [_precision(pairs, recall * len(truths)) for recall in (0.8, 0.9)]
    return " | ".join((*(f"{one:.3f}" for one in recalls), *reached))


def _precision(pairs: Sequence[tuple[float, bool]], wanted: float) -> str:
    right = 0
    for count, (_, is_right) in enumerate(pairs, 1):
        right += is_right
        if right >= wanted:
            return f"{right / count:.3f}"
    return "not reached"
