-- The erasing of persons: what was there when it was begun, and what is left to do.
CREATE TABLE erasure (
    site TEXT NOT NULL,
    -- As in erased_name: the hash of the user id.
    owner TEXT NOT NULL,
    -- The user id and every other name, as JSON, for as long as something is left to do.
    names TEXT NULL,
    begun INTEGER NOT NULL,
    done INTEGER NULL,
    identifiers INTEGER NOT NULL,
    inboxes INTEGER NOT NULL,
    notifications INTEGER NOT NULL,
    dead_letters INTEGER NOT NULL,
    PRIMARY KEY (site, owner)
) WITHOUT ROWID;

CREATE INDEX erasure_open ON erasure (begun) WHERE done IS NULL;
