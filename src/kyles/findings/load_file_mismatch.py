"""Load file does not match the volume.

The DAT or OPT load file of a volume and the files of the volume do not agree: a row with more or
fewer fields than the header, a named file that is not there, another number of pages, a text
without a document. Until it is settled, the volume may not be what its load file says.
"""

from collections.abc import Iterator

from kyles.findings import Audit, about, rule
from kyles.model import Finding, Passage


@rule(priority=2, under=["duty.disclose"])
def load_file_mismatch(audit: Audit) -> Iterator[Finding]:
    """What load files say that their volume does not bear out."""
    for problem in audit.problems:
        item = audit.items.get(problem.item)
        if item is None:
            continue
        where = f"{item.path}, line {problem.line}" if problem.line else item.path
        yield Finding(
            subject=f"{item.id} {problem.kind} {problem.line} {problem.says}",
            about=about(item),
            says=f"{where}: {problem.says}",
            sources=(Passage(item.id, item.path, problem.line, "row", quote=problem.says),),
        )
