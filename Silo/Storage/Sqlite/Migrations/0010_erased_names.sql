-- What the names of erased persons were, as hashes: they name nobody, and are enough not to learn the names again.
CREATE TABLE erased_name (
    site TEXT NOT NULL,
    hash TEXT NOT NULL,
    kind INTEGER NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (site, hash)
) WITHOUT ROWID;

CREATE TABLE erasure_version (
    version INTEGER NOT NULL
);

INSERT INTO erasure_version (version) VALUES (0);
