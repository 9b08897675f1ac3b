"""Files by their name: "23-10447-S2.pdf", "Interview Doe.mp4" in quotes.

Kind `file`; `value` is the name in capitals. Addresses of the web and mail are no files, and a
camera's files are photographs.
"""

import re
from collections.abc import Iterator

from kyles.mentions.wording import mention
from kyles.model import Mention

_ENDING = (
    r"\.(?:pdf|docx?|xlsx?|csv|pptx?|txt|rtf|msg|eml|zip|mp[34]|m4a|wav|wma|wmv|avi|mov|mkv|"
    r"jpe?g|png|tiff?|gif|heic|e01|ufdr?|dat|opt)"
)
_QUOTED = re.compile(rf"[\"“](?P<name>[^\"“”\n/\\]{{1,80}}{_ENDING})[\"”]", re.I)
_PLAIN = re.compile(
    rf"(?<![\w@/\\.%-])(?P<name>[\w][\w()+-]*(?:\.[\w-]+)*{_ENDING})\b(?![\w/@]|\.\w)", re.I
)
_CAMERA = re.compile(r"(?:IMG|DSC[NF]?|PXL|GOPR|MVI)_?-?\d{4}", re.I)


def find(text: str) -> Iterator[Mention]:
    """Names of files; one within an address is left out."""
    for pattern in (_QUOTED, _PLAIN):
        for found in pattern.finditer(text):
            if not _CAMERA.match(found["name"]):
                yield mention("file", found["name"].upper(), found, "name")
