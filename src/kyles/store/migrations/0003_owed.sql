-- What happened in the case, and what is owed for it. Rows are only ever added.
CREATE TABLE case_event (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, occurred TEXT NOT NULL, defendant TEXT,
    says TEXT NOT NULL, source TEXT NOT NULL, item TEXT, by TEXT NOT NULL, event INTEGER NOT NULL
) STRICT;
CREATE INDEX case_event_kind ON case_event (kind, occurred);
CREATE TABLE case_event_withdrawn (                -- recorded in error
    id TEXT NOT NULL REFERENCES case_event (id), reason TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE disposition (                         -- the last one said counts, for each defendant
    defendant TEXT NOT NULL, kind TEXT NOT NULL, decided TEXT NOT NULL, source TEXT NOT NULL,
    by TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX disposition_defendant ON disposition (defendant, event);

CREATE TABLE team_member (                         -- the prosecution team: who stood in which role
    name TEXT NOT NULL, role TEXT NOT NULL, agency TEXT NOT NULL, government TEXT NOT NULL,
    body TEXT NOT NULL, since TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE team_leaving (
    name TEXT NOT NULL, role TEXT NOT NULL, until TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE victim (
    name TEXT NOT NULL, kind TEXT NOT NULL, represents TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE victim_notice (
    name TEXT NOT NULL, about TEXT NOT NULL, noticed TEXT NOT NULL, manner TEXT NOT NULL,
    by TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE hold (                                -- ours, or one in a letter served on us
    id TEXT PRIMARY KEY, side TEXT NOT NULL, scope TEXT NOT NULL, systems TEXT NOT NULL,
    items TEXT NOT NULL, since TEXT, until TEXT, sender TEXT NOT NULL, owner TEXT NOT NULL,
    letter TEXT, letter_name TEXT, by TEXT NOT NULL, event INTEGER NOT NULL
) STRICT;
CREATE TABLE hold_step (                           -- a step of one custodian, or of the whole hold
    hold TEXT NOT NULL REFERENCES hold (id), step TEXT NOT NULL, custodian TEXT NOT NULL,
    happened TEXT NOT NULL, says TEXT NOT NULL, by TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX hold_step_hold ON hold_step (hold, event);
