-- Every version of every rule that was written by API; the newest of a key counts.
CREATE TABLE rule_version (
    site TEXT NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- None where the version takes the rule out of force.
    text TEXT NULL,
    author TEXT NOT NULL,
    written INTEGER NOT NULL,
    comment TEXT NULL
);

-- One writer for each site: a second activation of its grain fails here instead of overwriting.
CREATE UNIQUE INDEX rule_version_identity ON rule_version (site, key, version);

-- Counts the changes, so that every silo sees cheaply that there is one.
CREATE TABLE rule_revision (
    revision INTEGER NOT NULL
);

INSERT INTO rule_revision (revision) VALUES (0);
