CREATE TABLE backend_call (
    id TEXT NOT NULL PRIMARY KEY,
    site TEXT NOT NULL,
    rule TEXT NOT NULL,
    rule_version TEXT NOT NULL,
    target TEXT NOT NULL,
    source TEXT NOT NULL,
    event_id TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    time INTEGER NOT NULL,
    self_generated INTEGER NOT NULL,
    actor TEXT NULL,
    data BLOB NOT NULL,
    proposal TEXT NULL,
    state INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    next_try INTEGER NULL,
    last_error TEXT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
);

CREATE INDEX backend_call_due ON backend_call (target, next_try) WHERE state = 0;

CREATE INDEX backend_call_state ON backend_call (state, changed);

CREATE INDEX backend_call_site ON backend_call (site, created);
