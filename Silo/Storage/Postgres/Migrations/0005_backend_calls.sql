CREATE TABLE backend_call (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    site text COLLATE "C" NOT NULL,
    rule text COLLATE "C" NOT NULL,
    rule_version text COLLATE "C" NOT NULL,
    target text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    time bigint NOT NULL,
    self_generated boolean NOT NULL,
    actor text COLLATE "C" NULL,
    data bytea NOT NULL,
    proposal text COLLATE "C" NULL,
    state bigint NOT NULL,
    tries bigint NOT NULL,
    next_try bigint NULL,
    last_error text COLLATE "C" NULL,
    created bigint NOT NULL,
    changed bigint NOT NULL
);

CREATE INDEX backend_call_due ON backend_call (target, next_try) WHERE state = 0;

CREATE INDEX backend_call_state ON backend_call (state, changed);

CREATE INDEX backend_call_site ON backend_call (site, created);
