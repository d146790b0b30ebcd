-- What may be used once, and was: ids of proofs and assertions, across processes. The key is a hash.
CREATE TABLE first_uses (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (kind, key)
);

-- How often somebody asked in a window of time, as far as processes have told each other. The key is a keyed hash.
CREATE TABLE shared_counts (
    key TEXT NOT NULL,
    window_at BIGINT NOT NULL,
    hits BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (key, window_at)
);
