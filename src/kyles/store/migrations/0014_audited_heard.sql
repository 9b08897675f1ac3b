-- What each defendant was given of a recording: its length, the time that is missing, and where the
-- rest stands.
ALTER TABLE audited_item ADD COLUMN heard TEXT NOT NULL DEFAULT ''; -- JSON; "": no part of its time
DELETE FROM audited; -- an audit that was kept before tells no time: the next one is kept anew
