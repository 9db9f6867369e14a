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
    -- Out of sight until a time, or until something happened; never archived at the same time.
    snoozed boolean NOT NULL DEFAULT FALSE,
    snoozed_until bigint NULL,
    snoozed_for text COLLATE "C" NULL,
    -- The revision that its user's context has taken; another one waits to be delivered.
    taken bigint NULL,
    -- When its user's context took it.
    arrived bigint NULL,
    -- What lists are filtered by: each with a line break before and after it, copied from the content at the delivery.
    reasons text COLLATE "C" NOT NULL DEFAULT '',
    places text COLLATE "C" NOT NULL DEFAULT ''
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
    -- Until when it is quiet, and how many came meanwhile.
    quiet_until bigint NULL,
    quiet_count bigint NOT NULL DEFAULT 0,
    -- Preferences and what else is remembered, as JSON.
    state bytea NOT NULL,
    PRIMARY KEY (site, "user")
);

CREATE INDEX user_context_due ON user_context (due) WHERE due IS NOT NULL;
