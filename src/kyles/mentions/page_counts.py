"""What a page says that it is of how many: "Page 3 of 5", "3 of 5 pages".

Kind `page`; `value` is "3/5". A document that calls itself page 3 of 5 tells of four other pages.
"""

from collections.abc import Iterator

from kyles.mentions.wording import mention, phrase
from kyles.model import Mention

_PAGE = phrase(
    r"\b(?:pages?|pgs?\.?) ?(?P<page>\d{1,4}) ?(?:of|/) ?(?P<last>\d{1,4})\b(?![/.:]\d)"
    r"|(?<![\w/.])(?P<one>\d{1,4}) of (?P<all>\d{1,4}) pages?\b"
)


def find(text: str) -> Iterator[Mention]:
    """Places of a page among all."""
    for found in _PAGE.finditer(text):
        page = int(found["page"] or found["one"])
        last = int(found["last"] or found["all"])
        if 0 < page <= last:
            yield mention("page", f"{page}/{last}", found)
