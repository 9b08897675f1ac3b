-- Other incidents that may be related, and the items under them, as of the last audit.
CREATE TABLE audited_question (
    place INTEGER PRIMARY KEY, numbers TEXT NOT NULL, score REAL NOT NULL, -- the likest first
    features TEXT NOT NULL, signals TEXT NOT NULL                          -- JSON
) STRICT;
CREATE TABLE audited_question_number (number TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (number, place)) STRICT, WITHOUT ROWID;
CREATE TABLE audited_candidate (place INTEGER NOT NULL, item TEXT NOT NULL,
    PRIMARY KEY (place, item)) STRICT, WITHOUT ROWID;
CREATE INDEX audited_candidate_item ON audited_candidate (item, place);
DELETE FROM audited; -- an audit that was kept before asks nothing here: the next one is kept anew
