-- What was read of a content once more: `again` has the earlier readings and the new ones. The last
-- one counts; as of an earlier ledger size the content stands as it was first read.
CREATE TABLE reread (
    content TEXT NOT NULL, again TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX reread_content ON reread (content, event);
CREATE TABLE recognition (                         -- of one page: how sure, or why there is none
    content TEXT NOT NULL, page INTEGER NOT NULL, engine TEXT NOT NULL,
    engine_version TEXT NOT NULL, confidence REAL, reason TEXT NOT NULL, event INTEGER NOT NULL,
    PRIMARY KEY (content, page, event)
) STRICT;
