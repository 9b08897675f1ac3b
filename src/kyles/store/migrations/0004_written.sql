-- When the documents of a source were written, as the user said; the last one said counts.
CREATE TABLE written (
    source TEXT NOT NULL REFERENCES source (id), written TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX written_source ON written (source, event);
