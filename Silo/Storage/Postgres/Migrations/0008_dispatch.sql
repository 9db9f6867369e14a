-- The events of which not all that follows is on disk: written with them, gone soon after, and nearly empty. Its dead rows are
-- as many as there are events, and it is read every second.
CREATE TABLE dispatch (
    site text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    accepted bigint NOT NULL,
    PRIMARY KEY (site, subject, sequence)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
