-- The inboxes, and at the same time the queue of what is not delivered to its user context yet.
CREATE TABLE inbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    site TEXT NOT NULL,
    "user" TEXT NOT NULL,
    id TEXT NOT NULL,
    -- That of what was enqueued last; the same id with a greater one takes its place.
    revision INTEGER NOT NULL,
    queue INTEGER NOT NULL,
    queued INTEGER NOT NULL,
    -- Not delivered before.
    due INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    -- The change of its user's context by which it arrived; none until it is delivered.
    sequence INTEGER NULL,
    -- When it was enqueued.
    written INTEGER NOT NULL,
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    rule TEXT NOT NULL,
    type INTEGER NOT NULL,
    content BLOB NOT NULL,
    seen INTEGER NOT NULL,
    read INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    saved INTEGER NOT NULL,
    snoozed_until INTEGER NULL,
    snoozed_for TEXT NULL
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
    site TEXT NOT NULL,
    "user" TEXT NOT NULL,
    -- Counts the changes; a second activation of the grain fails here instead of forking them.
    version INTEGER NOT NULL,
    unseen INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    total INTEGER NOT NULL,
    -- When the grain has something to do by itself.
    due INTEGER NULL,
    erased INTEGER NOT NULL,
    -- Preferences and what else is remembered, as JSON.
    state BLOB NOT NULL,
    PRIMARY KEY (site, "user")
);

CREATE INDEX user_context_due ON user_context (due) WHERE due IS NOT NULL;
