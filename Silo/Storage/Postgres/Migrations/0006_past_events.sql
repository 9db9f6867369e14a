-- Serves a site's events by the time of their acceptance, in the order of the log; which subject each is about is read from
-- here too, without the rows.
CREATE INDEX event_accepted ON event (site, accepted, position, subject);
