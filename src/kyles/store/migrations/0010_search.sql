-- The words of every reading. The index is over a view, so that a word's place is kept and the text
-- is not kept twice; the numbers of the rows hold, whatever VACUUM does to those of `reading`. No
-- trigger fills it: a schema that is not trusted may use no virtual table.
CREATE TABLE searched (
    id INTEGER PRIMARY KEY, content TEXT NOT NULL, page INTEGER NOT NULL, ord INTEGER NOT NULL,
    UNIQUE (content, page, ord)
) STRICT;
CREATE VIEW searched_text AS
    SELECT id, text FROM searched JOIN reading USING (content, page, ord);
CREATE VIRTUAL TABLE search USING fts5 (
    text, content = 'searched_text', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO searched (content, page, ord) SELECT content, page, ord FROM reading;
INSERT INTO search (search) VALUES ('rebuild');
-- Items are found by what was read of them.
CREATE INDEX version_content ON version (content);
CREATE INDEX reread_again ON reread (again);
