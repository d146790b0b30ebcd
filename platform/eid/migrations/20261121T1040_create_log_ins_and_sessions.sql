-- Log-ins under way: between sending somebody to the electronic ID and their return. Single use.
CREATE TABLE pending_log_ins (
    state_hash TEXT NOT NULL PRIMARY KEY,
    browser_hash TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    return_to TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX pending_log_ins_by_expiry ON pending_log_ins (expires_at);

-- Found by the hash of its token in every request, before anybody knows whose it is: the key is the hash.
CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT,
    previous_at BIGINT,
    device TEXT NOT NULL,
    place TEXT,
    acr TEXT NOT NULL,
    provider_session TEXT,
    id_token BYTEA
);
CREATE INDEX sessions_by_person ON sessions (person, id);
CREATE INDEX sessions_by_provider_session ON sessions (provider_session);
CREATE INDEX sessions_by_end ON sessions (ends_at);

-- When a person last logged in: outlives the sessions.
CREATE TABLE log_ins (
    person TEXT NOT NULL PRIMARY KEY,
    last_at BIGINT NOT NULL
);

-- Forms sent after the session had ended, for the same person to send again.
CREATE TABLE kept_forms (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    kept_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (person, id)
);
CREATE INDEX kept_forms_by_expiry ON kept_forms (expires_at);
