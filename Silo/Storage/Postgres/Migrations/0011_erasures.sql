-- The erasing of persons: what was there when it was begun, and what is left to do.
CREATE TABLE erasure (
    site text COLLATE "C" NOT NULL,
    -- As in erased_name: the hash of the user id.
    owner text COLLATE "C" NOT NULL,
    -- The user id and every other name, as JSON, for as long as something is left to do.
    names text NULL,
    begun bigint NOT NULL,
    done bigint NULL,
    identifiers bigint NOT NULL,
    inboxes bigint NOT NULL,
    notifications bigint NOT NULL,
    dead_letters bigint NOT NULL,
    PRIMARY KEY (site, owner)
);

CREATE INDEX erasure_open ON erasure (begun) WHERE done IS NULL;
