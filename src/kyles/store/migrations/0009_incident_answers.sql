-- What people answered to "is this other incident related?": the last answer counts.
CREATE TABLE incident_answer (
    incident TEXT NOT NULL, spelled TEXT NOT NULL, answer TEXT NOT NULL, says TEXT NOT NULL,
    by TEXT NOT NULL, at TEXT NOT NULL, event INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX incident_answer_incident ON incident_answer (incident, event);
