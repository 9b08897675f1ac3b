-- What the last audit came to, row by row, so that pages need not reconcile again. None of it is an
-- event: the next audit makes it anew, and an order to remove an item empties it.
CREATE TABLE audited (
    size INTEGER NOT NULL, root TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE audited_finding (
    place INTEGER PRIMARY KEY,                     -- worst first
    id TEXT NOT NULL UNIQUE, rule TEXT NOT NULL, priority INTEGER NOT NULL, score INTEGER NOT NULL,
    owed_to TEXT NOT NULL, item TEXT NOT NULL, path TEXT NOT NULL, holder TEXT NOT NULL,
    incident TEXT NOT NULL, subject TEXT NOT NULL, says TEXT NOT NULL, digest TEXT NOT NULL,
    live INTEGER NOT NULL,                         -- 0: its rule does not make it any more
    state TEXT NOT NULL, note TEXT NOT NULL,
    sources TEXT NOT NULL                          -- JSON: the passages that it rests on
) STRICT;
CREATE INDEX audited_finding_rule ON audited_finding (rule, place);
CREATE INDEX audited_finding_holder ON audited_finding (holder, place);
CREATE INDEX audited_finding_item ON audited_finding (item, place);
CREATE TABLE audited_item (                        -- held items, by what each defendant was given
    item TEXT NOT NULL, defendant TEXT NOT NULL,
    owed INTEGER NOT NULL,                         -- 0: of another incident, as far as is known
    holder TEXT NOT NULL, status TEXT NOT NULL, share REAL,
    pages TEXT NOT NULL,                           -- JSON: what of each page was given, and where
    PRIMARY KEY (item, defendant)
) STRICT;
CREATE INDEX audited_item_holder ON audited_item (owed, holder, defendant, status);
CREATE INDEX audited_item_status ON audited_item (defendant, status, item);
CREATE TABLE audited_event (                       -- what documents say happened, by date
    place INTEGER PRIMARY KEY, value TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
    kind TEXT NOT NULL, said_by TEXT NOT NULL, aside TEXT NOT NULL, item TEXT NOT NULL,
    page INTEGER NOT NULL, start INTEGER NOT NULL, until INTEGER NOT NULL
) STRICT;
CREATE INDEX audited_event_item ON audited_event (item, place);
CREATE TABLE audited_part (                        -- everything else that a page tells, by its name
    name TEXT PRIMARY KEY, value TEXT NOT NULL     -- JSON
) STRICT;
-- Pages read items by holder, by parent and by what they are copies of.
CREATE INDEX item_side ON item (side, id);
CREATE INDEX item_holder ON item (holder, id);
CREATE INDEX item_volume ON item (volume, id);
CREATE INDEX version_sha256 ON version (sha256);
CREATE INDEX label_label ON label (label);
CREATE INDEX disclosure_item ON disclosure (item, event);
CREATE INDEX withholding_item ON withholding (item, event);
CREATE INDEX mark_item ON mark (item, event);
