-- A view of a queue is found without reading all that waits: one's own, what nobody has taken, one kind, what is done.
CREATE INDEX dialogue_threads_assigned ON dialogue_threads (office, assigned_to, waiting_since, id)
    WHERE waiting_since IS NOT NULL;
CREATE INDEX dialogue_threads_of_kind ON dialogue_threads (office, kind, waiting_since, id)
    WHERE waiting_since IS NOT NULL;
CREATE INDEX dialogue_threads_done ON dialogue_threads (office, last_at, id) WHERE waiting_since IS NULL;
