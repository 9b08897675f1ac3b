-- Lists of items by path: all in one state, and whatever else fits, without reading whole rows.
CREATE INDEX version_state ON version (state, path, item);
CREATE INDEX version_place ON version (item, number, path, event);
