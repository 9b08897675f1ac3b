"""The bottom line of an audit, in one sentence: what stands open, and how bad it is."""

from kyles.audit import Audited


def bottom_line(audited: Audited) -> str:
    """For example: "12 findings are open, 5 of them of priority 1; 2 are decided." """
    opened = len(audited.open)
    first = sum(one.priority == 1 for one in audited.open)
    decided = len(audited.findings) - opened
    if not opened:
        told = "No finding is open"
    elif opened == 1:
        told = f"1 finding is open, of priority {audited.open[0].priority}"
    else:
        told = f"{opened} findings are open, {first or 'none'} of them of priority 1"
    more = f"; {decided} {'is' if decided == 1 else 'are'} decided" if decided else ""
    return f"{audited.audit.matter.title}: {told}{more}."
