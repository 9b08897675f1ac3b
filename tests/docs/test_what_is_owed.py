"""The commands of docs/how_to/what_is_owed.md do what the page says, one after the other."""

import re
import shlex

from tests.cli.conftest import built, case, kyles
from tests.docs.pages import ROOT

__all__ = ["built", "case", "kyles"]

PAGE = (ROOT / "docs/how_to/what_is_owed.md").read_text("utf-8")
LINES = re.findall(r"^    kyles (.+)$|`kyles (events withdraw .+?)`", PAGE, re.MULTILINE)


def test_every_command_of_the_page_works(kyles, case) -> None:
    said = [kyles(*shlex.split(block or inline)) for block, inline in LINES]
    assert len(said) > 20
    assert {one.code for one in said} == {0}, [one.err for one in said if one.code]
    assert (case / "matter" / "again.docx").is_file()
    assert (case / "matter" / "dates.ics").is_file()
