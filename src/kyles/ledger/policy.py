"""Which logs and cosigners are trusted, and how many must have signed: c2sp.org/tlog-policy.

log example.org/harlan+8a2f...
witness court court.example+91ac...
witness defense defense.example+77d0...
group outside any court defense
quorum outside
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from kyles.errors import UsageError
from kyles.ledger.note import VerifierKey

NONE = "none"
MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Group:
    """A name that has witnessed where at least `least` of its members have."""

    least: int
    members: tuple[str, ...]


@dataclass(slots=True)
class Policy:
    """Logs, cosigners by name, groups of them, and the name that is the quorum."""

    logs: list[VerifierKey] = field(default_factory=list)
    cosigners: dict[str, VerifierKey] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = ""

    def is_met(self, signed: set[VerifierKey]) -> bool:
        """Whether these cosigners are a quorum."""
        return self.quorum == NONE or self._has(self.quorum, signed)

    def _has(self, name: str, signed: set[VerifierKey]) -> bool:
        if name in self.cosigners:
            return self.cosigners[name] in signed
        group = self.groups[name]
        return sum(self._has(one, signed) for one in group.members) >= group.least


def parse(text: str) -> Policy:
    """A policy file. Raises UsageError with the line that is not understood."""
    policy, used = Policy(), set[str]()
    for number, line in enumerate(text.split("\n"), 1):
        words = [word for word in line.replace("\t", " ").split(" ") if word]
        if not words or words[0].startswith("#"):
            continue
        if any(letter < " " and letter != "\t" for letter in line):
            raise _wrong(number, "it has control characters")
        read = _LINES.get(words[0])
        if read is None:
            raise _wrong(number, f"there is no line that begins with '{words[0][:40]}'")
        read(policy, words[1:], number, used)
    if not policy.quorum:
        raise UsageError("The policy has no quorum line.")
    return policy


def _wrong(number: int, why: str) -> UsageError:
    return UsageError(f"Line {number} of the policy: {why}.")


def _log(policy: Policy, words: list[str], number: int, _: set[str]) -> None:
    if len(words) not in (1, 2):
        raise _wrong(number, "a log has a key, and may have an address")
    key = VerifierKey.parse(words[0])
    if key.key in {one.key for one in policy.logs}:
        raise _wrong(number, "this log's key stands above")
    policy.logs.append(key)


def _cosigner(policy: Policy, words: list[str], number: int, _: set[str]) -> None:
    if len(words) not in (2, 3):
        raise _wrong(number, "a witness has a name and a key, and may have an address")
    key = VerifierKey.parse(words[1])
    if key.key in {one.key for one in policy.cosigners.values()}:
        raise _wrong(number, "this witness's key stands above")
    policy.cosigners[_new(policy, words[0], number)] = key


def _group(policy: Policy, words: list[str], number: int, used: set[str]) -> None:
    if len(words) < 3:
        raise _wrong(number, "a group has a name, how many must sign, and members")
    name, told, *members = words
    for member in members:
        _known(policy, member, number)
        if member in used:
            raise _wrong(number, f"'{member}' is a member already")
        used.add(member)
    policy.groups[_new(policy, name, number)] = Group(_least(told, members, number), (*members,))


def _least(told: str, members: list[str], number: int) -> int:
    named = {"any": 1, "all": len(members)}.get(told)
    if named is not None:
        return named
    if not (told.isascii() and told.isdigit()) or not 1 <= int(told[:9]) <= len(members):
        raise _wrong(number, f"'{told[:40]}' is not any, all, or a number of its members")
    return int(told[:9])


def _quorum(policy: Policy, words: list[str], number: int, _: set[str]) -> None:
    if policy.quorum or len(words) != 1:
        raise _wrong(number, "there is one quorum, and it has one name")
    if words[0] != NONE:
        _known(policy, words[0], number)
    policy.quorum = words[0]


def _new(policy: Policy, name: str, number: int) -> str:
    if name == NONE or name in policy.cosigners or name in policy.groups:
        raise _wrong(number, f"the name '{name}' is taken")
    return name


def _known(policy: Policy, name: str, number: int) -> None:
    if name not in policy.cosigners and name not in policy.groups:
        raise _wrong(number, f"there is no '{name}' above it")


_LINES: dict[str, Callable[[Policy, list[str], int, set[str]], None]] = {
    "log": _log, "witness": _cosigner, "group": _group, "quorum": _quorum,
}  # fmt: skip
