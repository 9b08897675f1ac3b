"""An audit trail: a row for each time that somebody did something with a recording or a file."""

from kyles.intake.list_kinds.kind import ListKind

KIND = ListKind(
    {
        "accessed_on": ("date time", "access date", "activity date", "event date time", "timestamp",
                        "time stamp", "audit date", "accessed on", "action date", "event time",
                        "activity time", "access time", "log time", "date and time", "logged at",
                        "date accessed", "audit date time", "action time", "event date", "date",
                        "activity date time", "time", "date time utc", "utc time", "when",
                        "action date time", "audit time", "occurred on", "log date",
                        "timestamp utc", "date time local", "timestamp local"),
        "user": ("user", "user name", "username", "performed by", "user id", "accessed by",
                 "by user", "action by", "activity by", "viewed by", "login", "login id",
                 "actor", "name of user", "done by", "user full name", "user email", "account",
                 "user display name"),
        "access": ("action", "activity", "event", "action taken", "operation", "activity type",
                   "event type", "audit action", "action type", "access type", "audit event",
                   "activity description", "event description", "type of access", "transaction",
                   "action performed", "event name", "description", "log entry", "activity log"),
        "address": ("ip address", "ip", "client ip", "source ip", "user ip", "remote address",
                    "address ip", "client ip address", "source ip address", "workstation",
                    "computer name", "host", "terminal"),
        "file": ("file name", "filename", "evidence title", "evidence name", "video name",
                 "evidence", "media file", "asset name", "item name", "object name", "video",
                 "recording name", "recording", "resource", "object", "asset"),
        "recording": ("evidence id", "video id", "recording id", "media id", "asset id", "guid",
                      "item id", "object id", "resource id", "evidence unique id"),
        "change": ("changes", "change", "details", "old value", "new value", "additional details",
                   "comments", "notes", "reason", "access reason", "additional information",
                   "message", "event details", "change details", "detail", "data"),
        "badge": ("badge number", "badge", "badge id", "employee id", "user badge"),
        "incident": ("incident number", "case number", "case id", "incident id", "event number"),
    },
    shown_by=(
        frozenset({"accessed_on", "user", "access", "address"}),
        frozenset({"accessed_on", "user", "access", "file"}),
        frozenset({"accessed_on", "user", "access", "recording"}),
        frozenset({"accessed_on", "user", "access", "change"}),
    ),
    telling=frozenset({"access"}),
    is_record=True,
)  # fmt: skip
