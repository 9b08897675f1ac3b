-- The ledger. `event` keeps what proofs need for ever; `event_body` what happened, with its salt,
-- so that a court's order can destroy a body while every root still stands.
CREATE TABLE event (
    idx  INTEGER PRIMARY KEY,                     -- place in the ledger, from 0
    leaf BLOB NOT NULL CHECK (length(leaf) = 32)  -- RFC 9162 leaf hash
) STRICT;

CREATE TABLE event_body (
    idx  INTEGER PRIMARY KEY REFERENCES event (idx),
    body TEXT NOT NULL,                           -- canonical JSON: at, by, kind, body
    salt BLOB NOT NULL CHECK (length(salt) = 16)
) STRICT;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER event_is_dense BEFORE INSERT ON event
WHEN new.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM event)
BEGIN SELECT RAISE(ABORT, 'the ledger has no holes'); END;
CREATE TRIGGER event_body_is_never_changed BEFORE UPDATE ON event_body
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

-- Everything below follows from the events; `event` says which one a row came with. Rows are only
-- ever added: the present state, or that of an earlier ledger size, is a query.
CREATE TABLE matter (
    title TEXT NOT NULL, court TEXT NOT NULL, zone TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES event (idx)
) STRICT;
CREATE TABLE defendant (name TEXT PRIMARY KEY, event INTEGER NOT NULL) STRICT;
CREATE TABLE incident (number TEXT PRIMARY KEY, event INTEGER NOT NULL) STRICT;

CREATE TABLE source (
    id TEXT PRIMARY KEY, side TEXT NOT NULL, name TEXT NOT NULL, holder TEXT, volume TEXT,
    event INTEGER NOT NULL
) STRICT;
CREATE TABLE concern (                             -- what a person said that a source concerns
    source TEXT NOT NULL REFERENCES source (id), incident TEXT, defendant TEXT,
    event INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX concern_source ON concern (source, event);
CREATE TABLE adding (                              -- one `kyles add` of a source: begun, completed
    source TEXT NOT NULL REFERENCES source (id), completed INTEGER NOT NULL, files INTEGER NOT NULL,
    items INTEGER NOT NULL, unread INTEGER NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX adding_source ON adding (source, event);

CREATE TABLE volume (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, source TEXT NOT NULL, event INTEGER NOT NULL
) STRICT;
CREATE TABLE volume_date (                         -- the last one said counts
    volume TEXT NOT NULL REFERENCES volume (id), received TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX volume_date_volume ON volume_date (volume, event);
CREATE TABLE volume_defendant (
    volume TEXT NOT NULL REFERENCES volume (id), defendant TEXT NOT NULL,
    event INTEGER NOT NULL, PRIMARY KEY (volume, defendant)
) STRICT;

CREATE TABLE item (                                -- what makes it the same item
    id TEXT PRIMARY KEY, side TEXT NOT NULL, kind TEXT NOT NULL,
    source TEXT NOT NULL REFERENCES source (id), holder TEXT, volume TEXT, event INTEGER NOT NULL
) STRICT;
CREATE INDEX item_source ON item (source);

CREATE TABLE version (                             -- what was found at its place, each time anew
    item TEXT NOT NULL REFERENCES item (id), number INTEGER NOT NULL, role TEXT NOT NULL,
    path TEXT NOT NULL, parent TEXT, ord INTEGER NOT NULL, state TEXT NOT NULL,
    reason TEXT NOT NULL, sha256 TEXT, content TEXT, size INTEGER NOT NULL,
    media_type TEXT NOT NULL, pages INTEGER NOT NULL, expected INTEGER NOT NULL,
    emitted INTEGER NOT NULL, failed INTEGER NOT NULL, title TEXT NOT NULL, tag TEXT,
    incident TEXT, defendant TEXT, event INTEGER NOT NULL, PRIMARY KEY (item, number)
) STRICT;
CREATE INDEX version_path ON version (path);
CREATE INDEX version_tag ON version (tag);
CREATE INDEX version_parent ON version (parent);

-- What lists say: each row with its facts, of the list's version that said so.
CREATE TABLE list_row (
    list TEXT NOT NULL REFERENCES item (id), version INTEGER NOT NULL, row INTEGER NOT NULL,
    item TEXT, facts TEXT NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (list, version, row)
) STRICT;
CREATE INDEX list_row_item ON list_row (item);

CREATE TABLE unit (                                -- documents inside a produced file
    item TEXT NOT NULL, version INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    title TEXT NOT NULL, begin_bates TEXT, end_bates TEXT, basis TEXT NOT NULL,
    event INTEGER NOT NULL, PRIMARY KEY (item, version, first)
) STRICT;
CREATE TABLE label (                               -- the Bates number of a page
    item TEXT NOT NULL, version INTEGER NOT NULL, page INTEGER NOT NULL, label TEXT NOT NULL,
    event INTEGER NOT NULL, PRIMARY KEY (item, version, page)
) STRICT;
CREATE TABLE load_problem (
    item TEXT NOT NULL, version INTEGER NOT NULL, ord INTEGER NOT NULL, kind TEXT NOT NULL,
    line INTEGER NOT NULL, says TEXT NOT NULL, event INTEGER NOT NULL,
    PRIMARY KEY (item, version, ord)
) STRICT;

-- What was read of contents, once for each content, whoever holds it.
CREATE TABLE reading (
    content TEXT NOT NULL, page INTEGER NOT NULL, ord INTEGER NOT NULL, layer TEXT NOT NULL,
    engine TEXT NOT NULL, engine_version TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (content, page, ord)
) STRICT;
CREATE TABLE detail (
    content TEXT NOT NULL, ord INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (content, ord)
) STRICT;

CREATE TABLE mapping (                             -- how the columns of a list are to be read
    holder TEXT NOT NULL, header TEXT NOT NULL, columns TEXT NOT NULL, event INTEGER NOT NULL
) STRICT;
CREATE INDEX mapping_header ON mapping (holder, header, event);

CREATE TABLE disclosure (
    item TEXT NOT NULL, defendant TEXT NOT NULL, disclosed TEXT NOT NULL, manner TEXT NOT NULL,
    receipt TEXT, receipt_name TEXT, event INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE withholding (
    item TEXT NOT NULL, defendant TEXT, provision TEXT NOT NULL, reason TEXT NOT NULL,
    existence_revealed INTEGER NOT NULL, pages TEXT NOT NULL, by TEXT NOT NULL,
    event INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE mark (
    item TEXT NOT NULL, favorable TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL,
    event INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE link (                                -- a person's answer to "related?"
    item TEXT NOT NULL, accepted INTEGER NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL,
    event INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE request (
    defendant TEXT NOT NULL, number INTEGER NOT NULL, rule TEXT NOT NULL, subject TEXT NOT NULL,
    label TEXT NOT NULL, asked TEXT NOT NULL, event INTEGER NOT NULL,
    PRIMARY KEY (defendant, rule, subject)
) STRICT;

CREATE TABLE finding (
    id TEXT PRIMARY KEY, rule TEXT NOT NULL, subject TEXT NOT NULL, owed_to TEXT NOT NULL,
    event INTEGER NOT NULL, UNIQUE (rule, subject, owed_to)
) STRICT;
CREATE TABLE finding_state (
    finding TEXT NOT NULL REFERENCES finding (id), ended TEXT NOT NULL, digest TEXT NOT NULL,
    body TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX finding_state_finding ON finding_state (finding, event);
CREATE TABLE decision (
    finding TEXT NOT NULL REFERENCES finding (id), state TEXT NOT NULL, says TEXT NOT NULL,
    digest TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX decision_finding ON decision (finding, event);

-- Results that can be made again from the rest: only time is lost with them.
CREATE TABLE derived (
    key TEXT NOT NULL, part INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (key, part)
) STRICT;
