-- Every version of every rule that was written by API; the newest of a key counts.
CREATE TABLE rule_version (
    site text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    -- None where the version takes the rule out of force.
    text text COLLATE "C" NULL,
    author text COLLATE "C" NOT NULL,
    written bigint NOT NULL,
    comment text COLLATE "C" NULL
);

-- One writer for each site: a second activation of its grain fails here instead of overwriting.
CREATE UNIQUE INDEX rule_version_identity ON rule_version (site, key, version);

-- Counts the changes, so that every silo sees cheaply that there is one.
CREATE TABLE rule_revision (
    revision bigint NOT NULL
);

INSERT INTO rule_revision (revision) VALUES (0);
