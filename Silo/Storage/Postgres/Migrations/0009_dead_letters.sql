-- What could not be taken, decided or delivered.
CREATE TABLE dead_letter (
    site text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    kind bigint NOT NULL,
    reason text NOT NULL,
    place text NULL,
    at bigint NOT NULL,
    times bigint NOT NULL,
    subject text COLLATE "C" NULL,
    sequence bigint NULL,
    "user" text COLLATE "C" NULL,
    notification text COLLATE "C" NULL,
    body bytea NULL,
    cut boolean NOT NULL,
    -- The headers that say how to read the body, as JSON.
    headers text NOT NULL,
    PRIMARY KEY (site, id)
);

CREATE INDEX dead_letter_list ON dead_letter (site, at, id);

CREATE INDEX dead_letter_user ON dead_letter (site, "user") WHERE "user" IS NOT NULL;
