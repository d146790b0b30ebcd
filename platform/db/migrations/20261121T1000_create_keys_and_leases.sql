-- One key per person, wrapped by a master key: erasing the row makes all that is sealed with it unreadable.
CREATE TABLE person_keys (
    person TEXT NOT NULL PRIMARY KEY,
    master TEXT NOT NULL,
    wrapped BYTEA NOT NULL
);

-- Secrets of the installation, wrapped likewise: the key that look-ups are hashed with, the key that handles are made with.
CREATE TABLE secrets (
    name TEXT NOT NULL PRIMARY KEY,
    master TEXT NOT NULL,
    wrapped BYTEA NOT NULL
);

-- Who does a job just now, when several processes stand beside each other.
CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until_at BIGINT NOT NULL
);
