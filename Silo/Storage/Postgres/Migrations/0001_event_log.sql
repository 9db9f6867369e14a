CREATE TABLE log (
    epoch text COLLATE "C" NOT NULL
);

INSERT INTO log (epoch) VALUES (encode(substring(uuid_send(gen_random_uuid()) FROM 1 FOR 6), 'hex'));

CREATE TABLE event (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    time bigint NOT NULL,
    accepted bigint NOT NULL,
    self_generated boolean NOT NULL,
    actor text COLLATE "C" NULL,
    data bytea NOT NULL
);

-- What a duplicate is.
CREATE UNIQUE INDEX event_identity ON event (site, source, id);

-- One writer for each subject: a second activation of its grain fails here instead of forking the sequence.
CREATE UNIQUE INDEX event_subject ON event (site, subject, sequence);
