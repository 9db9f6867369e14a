-- The inboxes, and at the same time the queue of what is not delivered to its user context yet.
CREATE TABLE inbox (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site text COLLATE "C" NOT NULL,
    "user" text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    -- That of what was enqueued last; the same id with a greater one takes its place.
    revision bigint NOT NULL,
    queue bigint NOT NULL,
    queued boolean NOT NULL,
    -- Not delivered before.
    due bigint NOT NULL,
    tries bigint NOT NULL,
    -- The change of its user's context by which it arrived; none until it is delivered.
    sequence bigint NULL,
    -- When it was enqueued.
    written bigint NOT NULL,
    source text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    rule text COLLATE "C" NOT NULL,
    type bigint NOT NULL,
    content bytea NOT NULL,
    seen boolean NOT NULL,
    read boolean NOT NULL,
    archived boolean NOT NULL,
    saved boolean NOT NULL,
    snoozed_until bigint NULL,
    snoozed_for text COLLATE "C" NULL
);

-- Each notification once for each person.
CREATE UNIQUE INDEX inbox_identity ON inbox (site, "user", id);

-- The queue: short, whatever the inboxes hold.
CREATE INDEX inbox_queue ON inbox (queue, due, position) WHERE queued;

CREATE INDEX inbox_list ON inbox (site, "user", sequence) WHERE sequence IS NOT NULL;

-- What opening a subject reads, and what is unread.
CREATE INDEX inbox_unread ON inbox (site, "user", subject, sequence) WHERE sequence IS NOT NULL AND NOT read;

CREATE INDEX inbox_snoozed ON inbox (site, "user", snoozed_until) WHERE snoozed_until IS NOT NULL;

CREATE INDEX inbox_waiting ON inbox (site, subject) WHERE snoozed_for IS NOT NULL;

-- One row for each user context that has ever changed.
CREATE TABLE user_context (
    site text COLLATE "C" NOT NULL,
    "user" text COLLATE "C" NOT NULL,
    -- Counts the changes; a second activation of the grain fails here instead of forking them.
    version bigint NOT NULL,
    unseen bigint NOT NULL,
    unread bigint NOT NULL,
    total bigint NOT NULL,
    -- When the grain has something to do by itself.
    due bigint NULL,
    erased boolean NOT NULL,
    -- Preferences and what else is remembered, as JSON.
    state bytea NOT NULL,
    PRIMARY KEY (site, "user")
);

CREATE INDEX user_context_due ON user_context (due) WHERE due IS NOT NULL;
