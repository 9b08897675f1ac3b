"""A list of officers of whom an office has to tell something before they testify."""

from kyles.intake.list_kinds.kind import ListKind

KIND = ListKind(
    {
        "officer": ("officer name", "name of officer", "listed officer", "employee name",
                    "name of employee", "officer", "witness name", "name", "full name"),
        "badge": ("badge number", "badge", "star number", "employee number", "employee id",
                  "officer id", "identification number", "serial of officer"),
        "agency": ("agency", "employing agency", "department", "law enforcement agency",
                   "agency name", "employer"),
        "listed_for": ("reason for listing", "reason listed", "basis", "reason", "allegation",
                       "basis for listing", "disclosure reason", "finding", "misconduct",
                       "impeachment information", "category", "nature of information"),
        "listed_on": ("date listed", "date added", "listed on", "date of listing", "effective date",
                      "date placed on list"),
    },
    shown_by=(
        frozenset({"officer", "badge", "listed_for"}),
        frozenset({"officer", "badge", "listed_on"}),
        frozenset({"officer", "agency", "listed_for", "listed_on"}),
    ),
    telling=frozenset({"officer"}),
)  # fmt: skip
