"""Rich text (RTF): what it says, paragraph by paragraph, with pictures and objects inside.

A page break begins a page. It is read word by word and never built as a tree, so that nothing in it
can be nested too deep.
Headers and footers stand apart, notes and comments with the text. Pictures and objects inside are
files of their own; of an object that is shown by words, the words are the text's too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kyles import encoding
from kyles.formats import Detail, Expected, Page, Part, Trouble
from kyles.formats.rtf.inside import SUFFIXES, Inside
from kyles.model import Layer, Reading, State

NAME = "Rich text"
MEDIA_TYPE = "application/rtf"

DEEPEST = 10_000
_ENGINE = "kyles-rtf"
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)")  # fmt: skip
_LEFT_OUT = {
    "fonttbl", "colortbl", "stylesheet", "objdata", "themedata",
    "listtable", "xmlnstbl", "listoverridetable", "rsidtbl", "generator", "fldinst", "datastore",
    "latentstyles", "colorschememapping", "bkmkstart", "bkmkend", "filetbl", "revtbl", "atnid",
    "nonshppict",
}  # fmt: skip
_MARGINS = {
    "header": Layer.HEADER, "headerl": Layer.HEADER, "headerr": Layer.HEADER,
    "headerf": Layer.HEADER, "footer": Layer.FOOTER, "footerl": Layer.FOOTER,
    "footerr": Layer.FOOTER, "footerf": Layer.FOOTER, "annotation": Layer.COMMENT,
    "footnote": Layer.NOTE,
}  # fmt: skip
_SIGNS = {
    "par": "\n", "line": "\n", "sect": "\n", "row": "\n", "tab": "\t", "cell": "\t", "page": "\f",
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\n": "\n",
    "\r": "\n",
}  # fmt: skip
_DETAILS = {
    "title": "title", "subject": "subject", "author": "author", "operator": "modified_by",
    "keywords": "keywords", "doccomm": "description", "manager": "manager", "company": "company",
    "creatim": "created", "revtim": "modified", "printim": "printed",
}  # fmt: skip
_TIMES = {"yr": "", "mo": "-", "dy": "-", "hr": " ", "min": ":"}  # and what stands before each
_CHARSETS = {128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
             177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 238: "cp1250"}  # fmt: skip


def claims(head: bytes, name: str) -> int:
    """3 for the mark of rich text."""
    return 3 if head.lstrip().startswith(b"{\\rtf") else int(name.lower().endswith(".rtf"))


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between two braces."""

    layer: Layer = Layer.BODY
    seen: bool = True
    code: str = "cp1252"
    skipped: int = 1  # what follows a character for readers that do not know Unicode
    font: int | None = None  # the font that is being declared
    detail: str | None = None  # what the document says of itself: under which name; "" for none yet
    object: Inside | None = None  # the object that it is part of
    into: Inside | None = None  # the picture or object whose bytes it has


@dataclass(slots=True)
class _Reader:
    """The text so far, layer by layer; bytes wait until they are a whole character."""

    group: _Group = field(default_factory=_Group)
    outer: list[_Group] = field(default_factory=list)
    texts: dict[Layer, list[str]] = field(default_factory=dict)
    fonts: dict[int, str] = field(default_factory=dict)
    waiting: bytes = b""
    skip: int = 0
    damage: str = ""
    inside: list[Inside] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)

    def put(self, text: str) -> None:
        self.flush()
        self.add(text)

    def add(self, text: str) -> None:
        if self.group.detail:
            self.told[self.group.detail] = self.told.get(self.group.detail, "") + text
        elif self.group.seen:
            self.texts.setdefault(self.group.layer, []).append(text)

    def flush(self) -> None:
        raw, self.waiting = self.waiting, b""
        if raw:
            self.add(raw.decode(self.group.code, "backslashreplace"))

    def raw(self, data: bytes) -> None:
        """Characters in the code of the font, but for those that only stand in for another."""
        if self.group.into:
            self.group.into.digits += data
            return
        dropped = min(self.skip, len(data))
        self.skip -= dropped
        self.waiting += data[dropped:]

    def brace(self, which: bytes) -> None:
        self.flush()
        self.skip = 0
        if which == b"{":
            self.outer.append(self.group)
        elif self.outer:
            self.group = self.outer.pop()

    def word(self, word: str, number: int | None) -> None:
        self.flush()
        if word == "u" and number is not None:
            self.put(chr(number & 0xFFFF))
            self.skip = self.group.skipped
        elif word in _SIGNS:
            self.put(_SIGNS[word])
        elif word in ("pict", "object", "objdata", "result", "shppict", *SUFFIXES):
            self.thing(word)
        elif word == "info":
            self.group = replace(self.group, seen=False, detail="")
        elif word in _DETAILS and self.group.detail is not None:
            self.group = replace(self.group, detail=_DETAILS[word])
        elif word in _TIMES and self.group.detail and number is not None:
            self.add(f"{_TIMES[word]}{number:02}")
        elif word in _LEFT_OUT:
            self.group = replace(self.group, seen=False)
        elif word in _MARGINS:
            self.group = replace(self.group, layer=_MARGINS[word], seen=True)
        elif word == "v":
            layer = Layer.BODY if number == 0 else Layer.HIDDEN
            self.group = replace(self.group, layer=layer)
        elif number is not None:
            self.set(word, number)

    def thing(self, word: str) -> None:
        """What a word tells of pictures and objects, but for those that stand in for others."""
        group = self.group
        if word == "pict" and group.seen:
            self.inside.append(Inside())
            self.group = replace(group, seen=False, into=self.inside[-1])
        elif word == "object" and group.seen:
            self.inside.append(Inside(is_object=True))
            self.group = replace(group, seen=False, object=self.inside[-1])
        elif word == "objdata":
            self.group = replace(group, into=group.object)
        elif word == "result" and group.object:
            self.group = replace(group, seen=True, object=None, into=None)
        elif word == "shppict":  # a picture that older readers pass over
            self.group = replace(group, seen=True)
        elif word in SUFFIXES and group.into:
            group.into.suffix = SUFFIXES[word]

    def set(self, word: str, number: int) -> None:
        """What a word with a number changes of how text is read."""
        if word == "uc":
            self.group = replace(self.group, skipped=max(0, min(number, 16)))
        elif word == "ansicpg":
            self.group = replace(self.group, code=_known(f"cp{number}"))
        elif word == "f":
            code = self.fonts.get(number, self.group.code)
            self.group = replace(self.group, font=number, code=code)
        elif word == "fcharset" and self.group.font is not None and number in _CHARSETS:
            self.fonts[self.group.font] = _CHARSETS[number]


def _known(code: str) -> str:
    try:
        b"".decode(code)
    except LookupError:
        return "cp1252"
    return code


def read(path: Path) -> Iterator[Part]:
    """A page up to each page break; the last has the margins and notes too."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    if not data.lstrip().startswith(b"{\\rtf"):
        yield Trouble(State.FAILED, "it is no rich text")
        return
    reader = _Reader()
    _run(reader, data)
    for name, text in reader.told.items():
        if words := " ".join(_sound(text).split()):
            yield Detail(name, words)
    yield from _pages(reader.texts)
    if reader.damage or reader.outer:
        yield Trouble(State.PARTIAL, reader.damage or "the end of the file is missing")
    if reader.inside:
        yield Expected("children", len(reader.inside))
    for number, one in enumerate(reader.inside, 1):
        yield from one.parts(number)


def _run(reader: _Reader, data: bytes) -> None:
    at = 0
    while at < len(data):
        token = _TOKEN.match(data, at)
        at = token.end() if token else at + 1
        if token is None:
            continue
        word, number, code, sign, brace, text = token.groups()
        if word == b"bin":
            begin, at = at, at + max(0, int(number or 0))
            if reader.group.into:
                reader.group.into.raw += data[begin:at]
        elif word:
            reader.word(word.decode("ascii"), int(number) if number else None)
        elif code:
            reader.raw(bytes.fromhex(code.decode("ascii")))
        elif sign == b"*":
            reader.group = replace(reader.group, seen=False, into=None)
        elif sign:
            reader.word(sign.decode("latin-1"), None)
        elif brace:
            reader.brace(brace)
        elif text:
            reader.raw(text)
        if len(reader.outer) > DEEPEST:
            reader.damage = f"it is nested more than {DEEPEST:,} deep"
            return
    reader.flush()


def _pages(texts: dict[Layer, list[str]]) -> Iterator[Page]:
    joined = {layer: _sound("".join(pieces)) for layer, pieces in texts.items()}
    bodies = joined.pop(Layer.BODY, "").split("\f")
    for number, body in enumerate(bodies, 1):
        readings = [Reading(Layer.BODY, body, _ENGINE)] if body.strip() else []
        if number == len(bodies):
            readings += [Reading(layer, text, _ENGINE) for layer, text in joined.items()
                         if text.strip()]  # fmt: skip
        yield Page(tuple(readings))


def _sound(text: str) -> str:
    """With pairs of surrogates joined, as RTF writes what does not fit into 16 bits."""
    return encoding.storable(
        text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    )
