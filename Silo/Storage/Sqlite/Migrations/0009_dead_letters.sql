-- What could not be taken, decided or delivered.
CREATE TABLE dead_letter (
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    kind INTEGER NOT NULL,
    reason TEXT NOT NULL,
    place TEXT NULL,
    at INTEGER NOT NULL,
    times INTEGER NOT NULL,
    subject TEXT NULL,
    sequence INTEGER NULL,
    "user" TEXT NULL,
    notification TEXT NULL,
    body BLOB NULL,
    cut INTEGER NOT NULL,
    -- The headers that say how to read the body, as JSON.
    headers TEXT NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE INDEX dead_letter_list ON dead_letter (site, at, id);

CREATE INDEX dead_letter_user ON dead_letter (site, "user") WHERE "user" IS NOT NULL;
