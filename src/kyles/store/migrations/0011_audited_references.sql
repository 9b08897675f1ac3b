-- Where documents speak of an item, as the last audit resolved it; made anew by the next one.
CREATE TABLE audited_reference (
    item TEXT NOT NULL, place INTEGER NOT NULL,     -- the item that is spoken of
    label TEXT NOT NULL, passage TEXT NOT NULL,     -- JSON: where, and in which words
    PRIMARY KEY (item, place)
) STRICT, WITHOUT ROWID;
