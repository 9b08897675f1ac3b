"""Every error of operation, its hint for the user and its exit code.

What is wrong with *evidence* is never an error: it becomes an item with a state and a reason, or a
finding. These are for what the user asked and Kyles could not do. The command line prints the
message and the hint in one line each, and ends with the exit code.
"""

from enum import IntEnum


class Exit(IntEnum):
    """What the exit codes mean, for scripts; documented in docs/reference/exit_codes.md."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    INCOMPLETE = 3
    FINDINGS = 10
    NO_MATTER = 11
    BUSY = 12
    NOT_VERIFIED = 13
    CANCELLED = 130


NO_ROOM = (28, 122)  # ENOSPC, EDQUOT: what the system says where a disk or a quota is full


class KylesError(Exception):
    """Something that was asked could not be done."""

    exit_code = Exit.FAILED
    hint = ""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        if hint is not None:
            self.hint = hint


class UsageError(KylesError):
    """The words of a command do not fit together."""

    exit_code = Exit.USAGE


class NotFound(KylesError):
    """No such path, item, finding, defendant or holder."""

    exit_code = Exit.USAGE


class NoMatterHere(KylesError):
    """No kyles.toml in this folder or above it."""

    exit_code = Exit.NO_MATTER
    hint = "Run 'kyles new' here, or give --matter FOLDER."


class MatterUnreadable(KylesError):
    """The matter's database is damaged, or of another version of Kyles."""

    hint = "Keep the folder as it is, and restore .kyles from a backup. 'kyles doctor' says more."


class JobRunning(KylesError):
    """Another add, audit, ocr or produce is at work on this matter."""

    exit_code = Exit.BUSY
    hint = "Wait until it is done, or end it."


class Refused(KylesError):
    """Kyles will not do this, because it would harm the record."""


class DiskFull(KylesError):
    """No room left to write; nothing was stored half."""

    hint = "Make room, then run the same command again: it goes on where it stopped."


class NotVerified(KylesError):
    """A signature, a proof or a bundle does not hold."""

    exit_code = Exit.NOT_VERIFIED


class Cancelled(KylesError):
    """Ended by the user; what was done before is kept."""

    exit_code = Exit.CANCELLED
    hint = "What was finished is kept; run the same command again to go on."
