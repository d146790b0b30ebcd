-- Contacts that one has added oneself. details: name, role and telephone, sealed.
CREATE TABLE own_health_contacts (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    details BYTEA NOT NULL,
    PRIMARY KEY (person, id)
);
