CREATE TABLE log (
    epoch TEXT NOT NULL
);

INSERT INTO log (epoch) VALUES (lower(hex(randomblob(6))));

CREATE TABLE event (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    time INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    self_generated INTEGER NOT NULL,
    actor TEXT NULL,
    data BLOB NOT NULL
);

-- What a duplicate is.
CREATE UNIQUE INDEX event_identity ON event (site, source, id);

-- One writer for each subject: a second activation of its grain fails here instead of forking the sequence.
CREATE UNIQUE INDEX event_subject ON event (site, subject, sequence);
