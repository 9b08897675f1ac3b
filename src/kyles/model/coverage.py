"""What the productions to one defendant contain of a held item, page by page."""

from dataclasses import dataclass

from kyles.model.status import Status


@dataclass(frozen=True, slots=True)
class Place:
    """A produced page: cited by its Bates number, or by file and page where it bears none."""

    item: str
    volume: str | None  # name
    path: str
    page: int  # from 1; 0 for a recording
    bates: str | None

    def cited(self) -> str:
        """As a lawyer cites it: `HAR-000017`, or `VOL003/production.pdf p. 4`."""
        return self.bates or (f"{self.path} p. {self.page}" if self.page else self.path)


@dataclass(frozen=True, slots=True)
class Missing:
    """A stretch of a held page that no production contains; offsets into the page's reading.

    `kind` is `not_produced`, `redacted`, `redacted_logged` or `differs`. `where` names the rows of
    a sheet, or the time of a recording, where the page's lines are such, and says what a picture
    shows of a page that has no words: then the offsets are 0 and 0.
    """

    start: int
    end: int
    text: str
    kind: str
    words: int
    where: str = ""


@dataclass(frozen=True, slots=True)
class HeldPage:
    """One reading of one held page against everything that a defendant was given.

    `words` counts informative words, `covered` those found, `boilerplate` shared form text, which
    is counted in neither. `by` is `text`, `rows`, `image` or `bytes`. `produced` is ordered by
    words covered. `noise` is the share of letters that were read otherwise where it was found.
    """

    page: int  # from 1
    layer: str
    words: int
    covered: int
    boilerplate: int
    by: str
    missing: tuple[Missing, ...]
    produced: tuple[Place, ...]
    noise: float = 0.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some time of a recording, in seconds from its beginning."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Heard:
    """A held recording against those that a defendant was given.

    `by` is `stream` or `sound`, "" where nothing of it was found. `missing` is what no recording
    that was given has; `lacks` names streams that it lacks all along (`film`, `sound`); `note` says
    what could not be compared, and why: then no claim is made of that.
    """

    by: str
    seconds: float
    missing: tuple[Stretch, ...]
    produced: tuple[Place, ...]
    lacks: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A held document against what one defendant was given. `share` is from 0 to 1, or None.

    A recording has no pages; what was heard of it is in `heard`, unless its bytes were given. Of a
    message, `lacks` has the ids of attachments that were not given, or not whole, and `same_id` the
    place of a produced one with the same Message-ID: a sign, no proof.
    """

    item: str
    defendant: str
    status: Status
    share: float | None
    pages: tuple[HeldPage, ...]
    heard: Heard | None = None
    lacks: tuple[str, ...] = ()
    same_id: Place | None = None
