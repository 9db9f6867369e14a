-- Every name of every person. A name that is nobody's any more stays for a day, so that every silo hears of it.
CREATE TABLE identity_name (
    site TEXT NOT NULL,
    kind INTEGER NOT NULL,
    value TEXT NOT NULL,
    user TEXT NULL,
    origin INTEGER NOT NULL,
    since INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (site, kind, value)
) WITHOUT ROWID;

CREATE INDEX identity_name_user ON identity_name (site, user);

-- What silos ask for, twice a second.
CREATE INDEX identity_name_version ON identity_name (version);

CREATE INDEX identity_name_gone ON identity_name (since) WHERE user IS NULL;

-- One counter, so that the order of versions is the order of commits.
CREATE TABLE identity_version (
    version INTEGER NOT NULL
);

INSERT INTO identity_version (version) VALUES (0);
