-- What health services' systems want to be told of (FHIR Subscription, rest-hook). state: requested, active, error, off.
-- told_*: the place in the organisation's feed up to which the system has been told. telling_*: the end of what it is
-- being told: kept until it has answered, so that what is told again after a fault is the same.
CREATE TABLE subscriptions (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    client_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    criteria TEXT NOT NULL,
    reason TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    with_ids BOOLEAN NOT NULL,
    ends_at BIGINT,
    fault TEXT,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    told_key BIGINT NOT NULL,
    told_id TEXT NOT NULL,
    telling_key BIGINT,
    telling_id TEXT,
    claim TEXT,
    claimed_until BIGINT NOT NULL
);
CREATE INDEX subscriptions_by_organisation ON subscriptions (organisation, id);
