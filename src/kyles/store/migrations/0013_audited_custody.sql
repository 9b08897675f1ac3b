-- What lists and logs tell of the custody of an item, as the last audit read them; what a person
-- recorded here is an event, and stands in `custody`.
CREATE TABLE audited_custody (
    item TEXT NOT NULL, place INTEGER NOT NULL,
    kind TEXT NOT NULL,                             -- listed: by an inventory; logged: by a log
    told TEXT NOT NULL,                             -- JSON: the event, and where it is recorded
    PRIMARY KEY (item, place)
) STRICT, WITHOUT ROWID;
DELETE FROM audited; -- an audit that was kept before tells no custody: the next one is kept anew
