"""The other side's check of a proof bundle: one file, the standard library, no network.

`verify.py` and `verify.html` stand alone; neither imports anything of Kyles. They are published
with each release, so that nobody needs to take them from whom they check.
"""

from kyles.verify.verify import Report, check

__all__ = ["Report", "check"]
