-- What the gate decides by, one row per person (L2, L3, L7, S2). History is in consent_events.
CREATE TABLE access_states (
    person TEXT NOT NULL PRIMARY KEY,
    terms_version TEXT,
    terms_accepted_at BIGINT,
    level TEXT,
    level_set_by TEXT,
    parental_consent_by TEXT,
    access_removed BOOLEAN NOT NULL,
    patient_record_removed BOOLEAN NOT NULL,
    services_off TEXT NOT NULL
);

-- The record of consents themselves: kept when everything else goes (L4).
CREATE TABLE consent_events (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT,
    by_person TEXT NOT NULL,
    PRIMARY KEY (person, id)
);

-- Powers of attorney, by their giver (R5). History is kept: a row is ended, never removed while the giver is a user.
CREATE TABLE powers (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    holder TEXT NOT NULL,
    areas TEXT NOT NULL,
    may_act BOOLEAN NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT,
    given_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (person, id)
);

-- The same powers by their holder, so that the holder's page needs the holder's rows alone.
CREATE TABLE powers_held (
    person TEXT NOT NULL,
    giver TEXT NOT NULL,
    power TEXT NOT NULL,
    PRIMARY KEY (person, giver, power)
);

-- Every item of a person that can carry a mark (R4), whichever service keeps it: log lines follow its present visibility.
CREATE TABLE items (
    person TEXT NOT NULL,
    item TEXT NOT NULL,
    item_source BIGINT NOT NULL,
    hidden_from_parents BOOLEAN NOT NULL,
    hidden_from_youth BOOLEAN NOT NULL,
    PRIMARY KEY (person, item)
);

-- Municipalities that offer a service digitally (L6, P5).
CREATE TABLE connected_municipalities (
    service TEXT NOT NULL,
    municipality TEXT NOT NULL,
    PRIMARY KEY (service, municipality)
);

-- Whom a pilot is open to: kind is person, municipality or region (L6).
CREATE TABLE pilot_members (
    service TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (service, kind, value)
);

-- The usage log (S4): one line in the log of `person` about access to the data of `subject`.
CREATE TABLE usage_log (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    subject TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    service TEXT NOT NULL,
    deed TEXT NOT NULL,
    item TEXT,
    granted BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    place TEXT NOT NULL,
    seal BIGINT,
    PRIMARY KEY (person, id)
);
CREATE INDEX usage_log_unsealed ON usage_log (at) WHERE seal IS NULL;
CREATE INDEX usage_log_seal ON usage_log (seal) WHERE seal IS NOT NULL;

-- The chain over the log: each seal covers the lines that bear its number, and the seal before it.
CREATE TABLE usage_seals (
    number BIGINT NOT NULL PRIMARY KEY,
    segment TEXT NOT NULL,
    lines BIGINT NOT NULL,
    up_to_at BIGINT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    signature TEXT NOT NULL,
    pruned BOOLEAN NOT NULL
);
