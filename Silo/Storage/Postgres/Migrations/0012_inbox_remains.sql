-- What has ended and is in no inbox: short, and found by its age.
CREATE INDEX inbox_remains ON inbox (written) WHERE queued = FALSE AND sequence IS NULL;
