-- Health services' systems that may call. A row stays when the system ends: lines elsewhere name it.
CREATE TABLE api_clients (
    client_id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    dpop_required BOOLEAN NOT NULL,
    per_minute BIGINT,
    added_at BIGINT NOT NULL,
    ended_at BIGINT
);

-- Their public keys; several at a time, so that a key can be changed without a pause.
CREATE TABLE api_client_keys (
    client_id TEXT NOT NULL,
    kid TEXT NOT NULL,
    jwk TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (client_id, kid)
);

-- Who changed what of a system, and when.
CREATE TABLE api_client_changes (
    id TEXT NOT NULL PRIMARY KEY,
    client_id TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    change TEXT NOT NULL,
    detail TEXT NOT NULL
);

-- The keys that access tokens are signed with. The private half is a secret of the installation under this id.
CREATE TABLE api_token_keys (
    id TEXT NOT NULL PRIMARY KEY,
    made_at BIGINT NOT NULL,
    ended_at BIGINT
);
