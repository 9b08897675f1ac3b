"""Against guessing: after some wrong tries one has to wait, each time twice as long.

It is kept for the name that was tried, also one that nobody has, so that waiting tells nothing;
and, after more tries, for the address that tried, so that one machine cannot try many names.
"""

from dataclasses import dataclass, field

FIRST, LONGEST = 30.0, 3600.0  # seconds
MOST = 10_000  # names and addresses that are remembered


@dataclass(slots=True)
class Lockout:
    """Wrong tries in a row, by whom, and until when each has to wait. Times in seconds."""

    free: int  # wrong tries before one has to wait
    wrong: dict[str, tuple[int, float]] = field(default_factory=dict)

    def wait(self, who: str, *, at: float) -> float:
        """How many seconds are left before this one may try again; 0.0 for now."""
        _, until = self.wrong.get(who, (0, at))
        return min(max(until - at, 0.0), LONGEST)

    def failed(self, who: str, *, at: float) -> None:
        """A try was wrong."""
        count = self.wrong.pop(who, (0, 0.0))[0] + 1
        over = count - self.free
        wait = min(FIRST * 2.0 ** min(over, 20), LONGEST) if over >= 0 else 0.0
        self.wrong[who] = (count, at + wait)
        while len(self.wrong) > MOST:
            self.wrong.pop(next(iter(self.wrong)))

    def succeeded(self, who: str) -> None:
        """A try was right: what was wrong before is forgotten."""
        self.wrong.pop(who, None)
