"""The users of a desk: who may come in, and as what in which matter.

They are kept in a file beside the matters that only its owner can read. A user has no matter that
no grant names; the administrator has none at all.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kyles.errors import MatterUnreadable, NotFound, UsageError
from kyles.store.access import Role, Viewer
from kyles.web import passwords, totp
from kyles.web.viewer import Who

FILE = ".kyles-users.json"
EVERY = "*"  # every matter of the desk
#: What each role is called, and what a grant of it must name.
ROLES = {
    "office": (Role.OWNER, None), "custodian": (Role.CUSTODIAN, "holder"),
    "defense": (Role.DEFENSE, "defendant"), "court": (Role.COURT, None),
    "civil": (Role.CIVIL, "items"), "admin": (Role.ADMIN, None),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grant:
    """What somebody is in a matter, or in every one."""

    role: str
    matter: str = EVERY
    defendant: str = ""
    holder: str = ""
    items: tuple[str, ...] = ()

    def viewer(self) -> Viewer:
        """For whom the user stands there."""
        role, _ = ROLES[self.role]
        return Viewer(role, self.defendant or None, self.holder or None, self.items)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a password, a secret for codes (or "" without), and grants."""

    name: str
    password: str
    totp: str = ""
    grants: tuple[Grant, ...] = ()

    def who(self, password: str = "") -> Who:
        """The user as pages know one: what one is in each matter that a grant names. The password
        of somebody of the defense makes the key to what that side keeps.
        """
        told = {one.matter: one.viewer() for one in self.grants}
        defends = any(one.role is Role.DEFENSE for one in told.values())
        secret = passwords.secret(self.password, password) if password and defends else None
        return Who(self.name, told.get(EVERY, _NOBODY), tuple(sorted_by_name(told)),
                   by_password=True, secret=secret)  # fmt: skip


_NOBODY = Viewer(Role.ADMIN)


def sorted_by_name(told: Mapping[str, Viewer]) -> list[tuple[str, Viewer]]:
    """The grants that name a matter, by its name."""
    return sorted((name, viewer) for name, viewer in told.items() if name != EVERY)


def checked(grant: Grant) -> Grant:
    """The grant. Raises UsageError where it does not say whom the role is for."""
    if grant.role not in ROLES:
        raise UsageError(f"There is no role '{grant.role}'.", hint=f"There are {', '.join(ROLES)}.")
    _, needed = ROLES[grant.role]
    if needed and not getattr(grant, needed):
        raise UsageError(f"The role '{grant.role}' needs --{needed.removesuffix('s')}.")
    return grant


@dataclass(frozen=True, slots=True)
class Users:
    """Every user of a desk, by name."""

    path: Path
    known: Mapping[str, User]

    def one(self, name: str) -> User:
        """The user of a name. Raises NotFound."""
        if name not in self.known:
            raise NotFound(f"There is no user '{name}'.", hint="'kyles users' lists them.")
        return self.known[name]

    def put(self, user: User) -> "Users":
        """The users with one added or changed, kept."""
        return self._kept({**self.known, user.name: user})

    def without(self, name: str) -> "Users":
        """The users without one, kept. Raises NotFound."""
        self.one(name)
        return self._kept({key: one for key, one in self.known.items() if key != name})

    def let_in(self, name: str, password: str) -> User | None:
        """The user whose name and password these are. It takes as long where there is none."""
        user = self.known.get(name)
        fits = passwords.matches(user.password if user else passwords.nobodys(), password)
        return user if fits else None

    def _kept(self, known: Mapping[str, User]) -> "Users":
        told = json.dumps([asdict(known[name]) for name in sorted(known)], indent=1)
        new = self.path.with_name(f"{self.path.name}.new")
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(told)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path)
        return replace(self, known=known)


def of(folder: Path) -> Users:
    """The users of a desk's folder, none where there is no file. Raises MatterUnreadable."""
    path = folder.resolve() / FILE
    if not path.is_file():
        return Users(path, {})
    try:
        told = json.loads(path.read_text("utf-8"))
        some = [_user(one) for one in told]
    except (ValueError, TypeError, KeyError) as error:
        raise MatterUnreadable(f"{path}: the file of users cannot be read: {error}.") from error
    return Users(path, {one.name: one for one in some})


def _user(told: dict[str, Any]) -> User:
    grants = tuple(Grant(**{**one, "items": tuple(one["items"])}) for one in told["grants"])
    return User(told["name"], told["password"], told["totp"], grants)


def enrolled(user: User) -> tuple[User, str]:
    """The user with a new secret for codes, and what an app reads to take it."""
    secret = totp.secret()
    return replace(user, totp=secret), totp.address(user.name, secret)
