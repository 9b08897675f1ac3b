"""A shelf scan: what a scanner read on which shelf, and when."""

from kyles.intake.list_kinds.kind import ListKind

KIND = ListKind(
    {
        "scanned": (
            "scanned barcode", "scanned tag", "scanned tag number", "scanned item",
            "scanned item number", "scanned number", "scanned id", "scanned code", "scan barcode",
            "scan code", "scanned", "barcode scanned", "tag scanned", "item scanned",
        ),
        "shelf": ("scanned location", "scan location", "scanned shelf", "scanned bin",
                  "shelf scanned", "location scanned", "scanned at location", "shelf", "location",
                  "bin"),
        "scanned_on": ("scan date time", "scan time", "scan date", "scanned on", "scanned at",
                       "date scanned", "time scanned", "timestamp", "date time"),
    },
    shown_by=(frozenset({"scanned"}),),
    telling=frozenset({"scanned"}),
)  # fmt: skip
