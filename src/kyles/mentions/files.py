"""Files by their name: "23-10447-S2.pdf", or any name in quotes or behind "Attachments:".

Kind `file`; `value` is the name in capitals. Addresses of the web are no files, and a camera's
files are photographs. A name of plain words ("memo.docx") is taken only where it is clear where
it begins: it may be the end of a longer one.
"""

import re
from collections.abc import Iterator

from kyles.mentions.scanning import every
from kyles.mentions.wording import mention
from kyles.model import Mention

#: What the name of a file ends in, to be put into a pattern that ignores case.
ENDING = (
    r"\.(?:pdf|docx?|xlsx?|csv|pptx?|txt|rtf|msg|eml|zip|mp[34]|m4a|wav|wma|wmv|avi|mov|mkv|"
    r"jpe?g|png|tiff?|gif|heic|e01|ufdr?|dat|opt)"
)
_QUOTED = re.compile(rf"[\"“](?P<name>[^\"“”\n/\\*?<>|]{{1,80}}{ENDING})[\"”]", re.IGNORECASE)
_ATTACHED = re.compile(
    r"^[ \t]*attach(?:ments?|ed):[ \t]*(?P<names>[^\r\n]+)", re.IGNORECASE | re.MULTILINE
)
_ONE_OF_THEM = re.compile(rf"[^;,\s][^;\n]*?{ENDING}(?=\s*(?:[;,]|$))", re.IGNORECASE)
_PLAIN = re.compile(
    rf"(?<![\w@/\\.%:=\xad-])(?P<name>[^\W_][\w()+-]*(?:\.[\w-]+)*{ENDING})"
    r"\b(?![\w/@]|\.\w)",
    re.IGNORECASE,
)
_CAMERA = re.compile(r"(?:IMG|DSC[NF]?|PXL|GOPR|MVI)[_-]?\d{4}", re.IGNORECASE)


def find(text: str) -> Iterator[Mention]:
    """Names of files, each whole."""
    for found in _QUOTED.finditer(text):
        yield mention("file", found["name"].upper(), found, "name")
    for line in every(_ATTACHED, text):
        for found in _ONE_OF_THEM.finditer(text, *line.span("names")):
            yield mention("file", found[0].upper(), found)
    for found in _PLAIN.finditer(text):
        if _is_whole(found["name"]) and not _rest_of_address(text, found.start()):
            yield mention("file", found["name"].upper(), found, "name")


def _is_whole(name: str) -> bool:
    """Letters joined to digits or to other words; a camera's name is a photograph's."""
    stem = name.rpartition(".")[0]
    joined = re.search(r"[\d_-]", stem) and re.search(r"[^\W\d_]", stem)
    return bool(joined) and not _CAMERA.match(name)


def _rest_of_address(text: str, start: int) -> bool:
    """A web address broken at a line's end goes on behind its slash."""
    return text[max(0, start - 4) : start].rstrip().endswith(("/", "_", "-"))
