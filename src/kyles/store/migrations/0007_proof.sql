-- Roots of full subtrees of 256, 65,536, ... leaves, made of them as the ledger grows: so that a
-- root or a proof of a large ledger asks for few rows. They can be made again at any time.
CREATE TABLE subtree (
    level INTEGER NOT NULL, n INTEGER NOT NULL, root BLOB NOT NULL CHECK (length(root) = 32),
    PRIMARY KEY (level, n)
) STRICT;

-- What became of a production on the other side.
CREATE TABLE fetching (                            -- it was fetched, as whoever handed it out says
    volume TEXT NOT NULL REFERENCES volume (id), defendant TEXT NOT NULL, fetched TEXT NOT NULL,
    says TEXT NOT NULL, by TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE receipt (                             -- a list of files that the defense signed
    volume TEXT NOT NULL REFERENCES volume (id), defendant TEXT NOT NULL, received TEXT NOT NULL,
    note TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE addendum (                            -- to a certificate, for the court alone
    defendant TEXT NOT NULL, number INTEGER NOT NULL, statement TEXT NOT NULL, pdf TEXT NOT NULL,
    event INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE time_stamp (                          -- an RFC 3161 token over a checkpoint's text
    origin TEXT NOT NULL, size INTEGER NOT NULL, authority TEXT NOT NULL, token TEXT NOT NULL,
    event INTEGER PRIMARY KEY
) STRICT;
