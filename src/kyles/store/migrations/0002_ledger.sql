-- What the ledger signed, and who countersigned. None of it can be made again; none is an event:
-- a checkpoint that were one would change what it is a checkpoint of.
CREATE TABLE log_key (                             -- keys that have signed, in their order
    key TEXT PRIMARY KEY, event INTEGER NOT NULL REFERENCES event (idx)
) STRICT;
CREATE TABLE cosigner (name TEXT PRIMARY KEY, key TEXT NOT NULL, event INTEGER NOT NULL) STRICT;
CREATE TABLE checkpoint (
    origin TEXT NOT NULL, size INTEGER NOT NULL, note TEXT NOT NULL, PRIMARY KEY (origin, size)
) STRICT;
CREATE TABLE cosignature (
    origin TEXT NOT NULL, size INTEGER NOT NULL, line TEXT NOT NULL,
    PRIMARY KEY (origin, size, line)
) STRICT;

-- A defendant's own log has the events that are addressed to that defendant, and no others: neither
-- its size nor an index in it tells anything of what is not shown.
CREATE TABLE addressed (
    event INTEGER PRIMARY KEY REFERENCES event (idx), defendant TEXT NOT NULL
) STRICT;
CREATE INDEX addressed_defendant ON addressed (defendant, event);
CREATE TABLE certificate (
    defendant TEXT NOT NULL, number INTEGER NOT NULL, statement TEXT NOT NULL, pdf TEXT NOT NULL,
    event INTEGER NOT NULL, PRIMARY KEY (defendant, number)
) STRICT;
CREATE TABLE statement (                           -- a certificate's words and salted entries
    digest TEXT PRIMARY KEY, certificate TEXT NOT NULL, manifest TEXT NOT NULL, policy TEXT NOT NULL
) STRICT;

CREATE TRIGGER checkpoint_is_never_changed BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a signed checkpoint is never changed'); END;
CREATE TRIGGER checkpoint_is_never_deleted BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a signed checkpoint is never deleted'); END;
CREATE TRIGGER checkpoint_is_new BEFORE INSERT ON checkpoint
WHEN EXISTS (SELECT 1 FROM checkpoint WHERE origin = new.origin AND size = new.size)
BEGIN SELECT RAISE(ABORT, 'a signed checkpoint is never replaced'); END;
CREATE TRIGGER cosignature_is_never_changed BEFORE UPDATE ON cosignature
BEGIN SELECT RAISE(ABORT, 'a cosignature is never changed'); END;
CREATE TRIGGER cosignature_is_never_deleted BEFORE DELETE ON cosignature
BEGIN SELECT RAISE(ABORT, 'a cosignature is never deleted'); END;
