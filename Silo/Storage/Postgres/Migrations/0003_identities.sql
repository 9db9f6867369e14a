-- Every name of every person. A name that is nobody's any more stays for a day, so that every silo hears of it.
CREATE TABLE identity_name (
    site text COLLATE "C" NOT NULL,
    kind bigint NOT NULL,
    value text COLLATE "C" NOT NULL,
    "user" text COLLATE "C" NULL,
    origin bigint NOT NULL,
    since bigint NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (site, kind, value)
);

CREATE INDEX identity_name_user ON identity_name (site, "user");

-- What silos ask for, twice a second.
CREATE INDEX identity_name_version ON identity_name (version);

CREATE INDEX identity_name_gone ON identity_name (since) WHERE "user" IS NULL;

-- One counter, so that the order of versions is the order of commits.
CREATE TABLE identity_version (
    version bigint NOT NULL
);

INSERT INTO identity_version (version) VALUES (0);
