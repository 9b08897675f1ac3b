-- The register of sources: which system of which agency is to be asked, and what came of it.
CREATE TABLE inquiry (
    agency TEXT NOT NULL, system TEXT NOT NULL, step TEXT NOT NULL, happened TEXT NOT NULL,
    person TEXT NOT NULL,                          -- who asked, or who signed the answer
    answer TEXT NOT NULL, says TEXT NOT NULL, export TEXT, export_name TEXT, by TEXT NOT NULL,
    event INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX inquiry_system ON inquiry (agency, system, event);

-- Custody of an item, as a person recorded it here; what logs say stands in `list_row`.
CREATE TABLE custody (
    item TEXT NOT NULL, happened TEXT NOT NULL, action TEXT NOT NULL, released_by TEXT NOT NULL,
    taken_by TEXT NOT NULL, location TEXT NOT NULL, purpose TEXT NOT NULL,
    authorized_by TEXT NOT NULL, witness TEXT NOT NULL, seal TEXT NOT NULL, quantity TEXT NOT NULL,
    by TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX custody_item ON custody (item, event);
