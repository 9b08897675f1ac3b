"""Outlook data files (PST, OST) by libpff, the extra `mailboxes`: every message is a file inside.

A message comes out as mail (EML) with its headers as they were sent, its bodies and everything
attached, in the folder that it was in; mail is then read as mail. Counts are those that the folders
tell, and a file that is shorter than its own heading says is cut, which libpff does not tell.
"""

import struct
from collections.abc import Iterator
from email import message_from_string
from email.message import EmailMessage, Message
from email.policy import SMTP
from itertools import chain
from pathlib import Path
from typing import Any

from kyles import encoding
from kyles.formats import Child, Detail, Expected, Part, Trouble
from kyles.model import State

NAME = "Outlook data file"
MEDIA_TYPE = "application/vnd.ms-outlook-pst"

MARK = b"!BDN"
TOO_DEEP = 40
LARGEST = 1 << 29  # bytes of one attachment
_ANSI, _UNICODE = (14, 15), (23, 36)
_SIZE = {"ansi": ("<I", 0xA8), "unicode": ("<Q", 0xB8)}  # where the heading tells the file's size
_CLASS = 0x001A
_OWN = ("content-", "mime-version")  # headers that are made anew with the bodies


def claims(head: bytes, name: str) -> int:
    """3 for its mark, 1 by name only."""
    return 3 if head.startswith(MARK) else int(name.lower().endswith((".pst", ".ost")))


def read(path: Path) -> Iterator[Part]:
    """Every message of every folder, in the order of the folders; then what could not be had."""
    if not path.stat().st_size:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    try:
        import pypff
    except ImportError:
        yield Trouble(State.UNSUPPORTED, "reading it needs libpff: pip install kyles[mailboxes]")
        return
    file = pypff.file()
    try:
        file.open(str(path))
    except (OSError, ValueError) as error:
        yield Trouble(State.FAILED, f"it is damaged: {_reason(error)}")
        return
    yield from _File(file).parts()
    if _is_cut(path):
        yield Trouble(State.PARTIAL, "it is shorter than its heading says: its end is missing")


def _is_cut(path: Path) -> bool:
    with path.open("rb") as stream:
        head = stream.read(0xC0)
    version = int.from_bytes(head[10:12], "little")
    form, at = _SIZE["ansi" if version in _ANSI else "unicode"]
    if version not in (*_ANSI, *_UNICODE) or len(head) < at + struct.calcsize(form):
        return True
    told: int = struct.unpack_from(form, head, at)[0]
    return path.stat().st_size < told


def _reason(error: Exception) -> str:
    """The last of what libpff says, which is the first that it was told; never a path of ours."""
    said = [one.strip().rstrip(".") for one in str(error).split(": ")]
    told = [one for one in said if "/" not in one and "\\" not in one]
    return encoding.storable(told[-1] if told else "libpff cannot open it")


class _File:
    """A file that is open; what goes wrong with one message is told, and the next one is read."""

    def __init__(self, file: Any) -> None:
        self.file = file
        self.troubles: dict[str, int] = {}

    def parts(self) -> Iterator[Part]:
        try:
            folders = list(self._folders(self.file.get_root_folder(), "", 0))
        except OSError as error:
            yield Trouble(State.FAILED, f"it is damaged: {_reason(error)}")
            return
        count = sum(folder.number_of_sub_messages for _, folder in folders)
        if count:
            yield Expected("children", count)
        every = chain(self._messages(folders), self._orphans())
        for number, (name, message) in enumerate(every, 1):
            yield from self._child(f"{name}{number:05}", message)
        for trouble, times in self.troubles.items():
            yield Trouble(State.PARTIAL, f"{trouble}{f' ({times:,} times)' if times > 1 else ''}")
        if not count and not self.troubles:
            yield Trouble(State.EMPTY, "no message is in it")

    def _trouble(self, says: str) -> None:
        self.troubles[says] = self.troubles.get(says, 0) + 1

    def _folders(self, folder: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
        yield path, folder
        if depth > TOO_DEEP:
            self._trouble("folders are nested too deep")
            return
        for number in range(folder.number_of_sub_folders):
            try:
                one = folder.get_sub_folder(number)
                name = encoding.storable(one.name or f"folder {number + 1}").replace("/", "_")
                below = list(self._folders(one, f"{path}{name}/", depth + 1))
            except OSError:
                self._trouble("a folder is damaged")
                continue
            yield from below

    def _messages(self, folders: list[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
        for path, folder in folders:
            for number in range(folder.number_of_sub_messages):
                try:
                    yield path, folder.get_sub_message(number)
                except OSError:
                    self._trouble("a message is damaged")

    def _orphans(self) -> Iterator[tuple[str, Any]]:
        """What belongs to no folder any more, such as mail that was deleted."""
        for number in range(self.file.number_of_orphan_items):
            try:
                yield "no folder/", self.file.get_orphan_item(number)
            except OSError:
                self._trouble("an item of no folder is damaged")

    def _child(self, name: str, message: Any) -> Iterator[Part]:
        if not hasattr(message, "plain_text_body"):
            self._trouble("an entry that is no message is not read")
            return
        try:
            data = _written(self._mail(message, 0))
        except (OSError, ValueError, LookupError, UnicodeError) as error:
            self._trouble(f"a message is damaged: {_reason(error)}")
            return
        subject = " ".join(encoding.storable(message.subject or "").split())
        kind = _kind(message)
        if kind and not kind.startswith("IPM.Note"):
            yield Detail("no_mail", f"{kind}\t{subject}")
            if not (message.plain_text_body or message.html_body or message.rtf_body):
                self._trouble(f"of an entry that is no mail ({kind}) only the name is read")
        title = subject.replace("/", "_")[:80].strip()
        yield Child(f"{name}{f' {title}' if title else ''}.eml", "embedded", data)

    def _mail(self, message: Any, depth: int) -> EmailMessage:
        """A message as mail."""
        mail = EmailMessage()
        _put_headers(mail, message)
        plain, html, rtf = (message.plain_text_body, message.html_body, message.rtf_body)
        mail.set_content(encoding.decode(plain or b""), cte="base64")
        if html:
            mail.add_alternative(encoding.decode(html), subtype="html", cte="base64")
        if rtf and not plain and not html:
            mail.add_attachment(rtf, "application", "rtf", filename="body.rtf")
        for number in range(message.number_of_attachments):
            self._attach(mail, message.get_attachment(number), number, depth)
        return mail

    def _attach(self, mail: EmailMessage, attachment: Any, number: int, depth: int) -> None:
        name = encoding.storable(attachment.long_filename or f"part-{number + 1}")
        if attachment.number_of_sub_items and depth < TOO_DEEP:
            inside = attachment.get_sub_item(0)
            if hasattr(inside, "plain_text_body"):
                mail.add_attachment(self._mail(inside, depth + 1))
                return
        try:
            size = attachment.get_size()
        except OSError:
            size = 0
        if size > LARGEST:
            self._trouble(f"{name} is larger than is allowed, and is not read")
            return
        data = attachment.read_buffer(size) if size else b""
        if not data:
            self._trouble(f"{name} is attached, and its content is not in the file")
        mail.add_attachment(data, "application", "octet-stream", filename=name)


def _written(mail: EmailMessage) -> bytes:
    """The mail as bytes, the same each time; all that is in it is base64, so no line parts it."""
    for number, part in enumerate(mail.walk()):
        if part.get_content_maintype() == "multipart":
            part.set_boundary(f"=_kyles_{number}")
    return mail.as_bytes(policy=SMTP.clone(max_line_length=0))


def _put_headers(mail: EmailMessage, message: Any) -> None:
    """The headers as they were sent; where there are none, what Outlook keeps of them."""
    sent: Message = message_from_string(encoding.storable(message.transport_headers or ""))
    kept = [(name, value) for name, value in sent.items() if not name.lower().startswith(_OWN)]
    if not kept:
        told = (("From", message.sender_name), ("Subject", message.subject),
                ("Date", message.client_submit_time or message.delivery_time))  # fmt: skip
        kept = [(name, str(value)) for name, value in told if value]
    for name, value in kept:
        mail.add_header(name, " ".join(encoding.storable(str(value)).split()))


def _kind(message: Any) -> str:
    """The class of an entry: `IPM.Note` is mail."""
    try:
        for one in message.record_sets:
            for entry in one.entries:
                if entry.entry_type == _CLASS:
                    told: str = entry.data_as_string or ""
                    return encoding.storable(told)
    except OSError:
        return ""
    return ""
