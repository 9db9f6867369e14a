-- What subjects hold back, as of a sequence of their log; made again from there where it is lost.
CREATE TABLE holding (
    site text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    due bigint NULL,
    written bigint NOT NULL,
    state bytea NOT NULL,
    PRIMARY KEY (site, subject)
);

-- Asked every second; most subjects hold nothing.
CREATE INDEX holding_due ON holding (due) WHERE due IS NOT NULL;
