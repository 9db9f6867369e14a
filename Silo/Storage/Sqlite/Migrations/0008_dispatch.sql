-- The events of which not all that follows is on disk: written with them, gone soon after, and nearly empty.
CREATE TABLE dispatch (
    site TEXT NOT NULL,
    subject TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    PRIMARY KEY (site, subject, sequence)
) WITHOUT ROWID;
