-- What the names of erased persons were, as hashes: they name nobody, and are enough not to learn the names again.
CREATE TABLE erased_name (
    site text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL,
    kind bigint NOT NULL,
    owner text COLLATE "C" NOT NULL,
    PRIMARY KEY (site, hash)
);

CREATE TABLE erasure_version (
    version bigint NOT NULL
);

INSERT INTO erasure_version (version) VALUES (0);
