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
    -- Out of sight until a time, or until something happened; never archived at the same time.
    snoozed INTEGER NOT NULL DEFAULT FALSE,
    snoozed_until INTEGER NULL,
    snoozed_for TEXT NULL,
    -- The revision that its user's context has taken; another one waits to be delivered.
    taken INTEGER NULL,
    -- When its user's context took it.
    arrived INTEGER NULL,
    -- What lists are filtered by: each with a line break before and after it, copied from the content at the delivery.
    reasons TEXT NOT NULL DEFAULT '',
    places TEXT NOT NULL DEFAULT ''
);

-- Each notification once for each person.
CREATE UNIQUE INDEX inbox_identity ON inbox (site, "user", id);

-- The queue: short, whatever the inboxes hold.
CREATE INDEX inbox_queue ON inbox (queue, due, position) WHERE queued;

-- Pages of what is in the inbox, archived or snoozed; all of it is three of these.
CREATE INDEX inbox_list ON inbox (site, "user", archived, snoozed, sequence) WHERE sequence IS NOT NULL;

-- What is not read, and what was not seen: short, whatever the inboxes hold, where people read.
CREATE INDEX inbox_unread ON inbox (site, "user", read, seen, sequence)
    WHERE sequence IS NOT NULL AND (read = FALSE OR seen = FALSE);

-- What opening a subject reads.
CREATE INDEX inbox_subject ON inbox (site, "user", subject, read) WHERE sequence IS NOT NULL;

CREATE INDEX inbox_saved ON inbox (site, "user", sequence) WHERE saved = TRUE AND sequence IS NOT NULL;

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
    -- Until when it is quiet, and how many came meanwhile.
    quiet_until INTEGER NULL,
    quiet_count INTEGER NOT NULL DEFAULT 0,
    -- Preferences and what else is remembered, as JSON.
    state BLOB NOT NULL,
    PRIMARY KEY (site, "user")
);

CREATE INDEX user_context_due ON user_context (due) WHERE due IS NOT NULL;
