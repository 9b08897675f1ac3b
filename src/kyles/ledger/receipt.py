"""A list of received files that the defense signs: text under a signature, c2sp.org/signed-note.

    kyles-receipt/1
    matter State v. Harlan
    volume VOL001
    defendant Harlan
    given 2024-03-01
    received 2024-03-04
    file 9f86d081884c7d65... VOL001/VOL001.pdf

It is signed with the key that its side countersigns checkpoints with. The two are never mistaken
for each other: what a cosignature signs begins with other words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Self

from kyles.errors import NotVerified
from kyles.ledger import keys
from kyles.ledger.note import ED25519, Note, Signature, VerifierKey

HEAD = "kyles-receipt/1"
NAMES = ("matter", "volume", "defendant", "given", "received")
HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file by its SHA-256, and its path as it was given."""

    sha256: str
    path: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was received, on which day; before it is signed, what was given."""

    matter: str
    volume: str
    defendant: str
    given: str
    received: str
    files: tuple[Listed, ...]

    def __str__(self) -> str:
        told = [f"{name} {_line(getattr(self, name))}" for name in NAMES]
        files = [f"file {one.sha256} {_line(one.path)}" for one in self.files]
        return "\n".join([HEAD, *told, *files, ""])

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises NotVerified where it is no receipt."""
        head, *lines = text.split("\n")
        told = [line.partition(" ") for line in lines[: len(NAMES)]]
        if head != HEAD or tuple(name for name, _, _ in told) != NAMES or lines[-1]:
            raise NotVerified("This is no list of received files.")
        matter, volume, defendant, given, received = (value for _, _, value in told)
        files = tuple(map(_file, lines[len(NAMES) : -1]))
        return cls(matter, volume, defendant, given, received, files)

    def of(self, has: Callable[[Listed], bool], *, on: str) -> "Receipt":
        """The receipt for those files that somebody has."""
        return replace(self, received=on, files=tuple(filter(has, self.files)))


def sign(receipt: Receipt, signer: keys.KeyInMemory) -> Note:
    """The receipt as a signed note, by a cosigner's key."""
    own = keys.key(signer.verifier.name, secret=signer.secret)
    text = str(receipt)
    line = Signature(own.verifier.name, own.verifier.id, own.sign(text.encode()))
    return Note(text, (line,))


def verified(note: str, cosigners: Iterable[VerifierKey]) -> tuple[Receipt, VerifierKey]:
    """The receipt, and which of some cosigners signed it. Raises NotVerified."""
    parsed = Note.parse(note)
    receipt = Receipt.parse(parsed.text)
    for key in parsed.signed_by(map(plain, cosigners)):
        return receipt, key
    raise NotVerified("No cosigner that was named here signed this receipt.",
                      hint="Name one: kyles ledger cosigner NAME KEY.")  # fmt: skip


def plain(cosigner: VerifierKey) -> VerifierKey:
    """A cosigner's key as one for notes that are no checkpoints."""
    return VerifierKey(cosigner.name, ED25519, cosigner.key)


def _file(line: str) -> Listed:
    kind, _, rest = line.partition(" ")
    digest, _, path = rest.partition(" ")
    if kind != "file" or len(digest) != 64 or not HEX.issuperset(digest):
        raise NotVerified("A line of the receipt names no file.")
    return Listed(digest, path)


def _line(text: str) -> str:
    """A name as it can stand in a note, which has no control characters."""
    return "".join("\ufffd" if letter < " " else letter for letter in text)
