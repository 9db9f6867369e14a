-- What subjects hold back, as of a sequence of their log; made again from there where it is lost.
CREATE TABLE holding (
    site TEXT NOT NULL,
    subject TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    due INTEGER NULL,
    written INTEGER NOT NULL,
    state BLOB NOT NULL,
    PRIMARY KEY (site, subject)
);

-- Asked every second; most subjects hold nothing.
CREATE INDEX holding_due ON holding (due) WHERE due IS NOT NULL;
