-- Forms on paper that guidance has registered (P10): what was done by them is in consent_events.
CREATE TABLE paper_forms (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    received_on TEXT NOT NULL,
    registered_by TEXT NOT NULL,
    registered_at BIGINT NOT NULL,
    PRIMARY KEY (person, id)
);
