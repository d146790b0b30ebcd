-- Who works where and as what (H3). History is kept: a row is ended, never removed.
CREATE TABLE members (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    office TEXT NOT NULL,
    role TEXT NOT NULL,
    hpr BYTEA,
    given_by TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    ended_by TEXT,
    ended_at BIGINT,
    PRIMARY KEY (person, id)
);
CREATE INDEX members_by_organisation ON members (organisation, given_at);

-- What staff have stated as their reason for a look: a line of the usage log each, sealed with the key of the person
-- whose log it is.
CREATE TABLE usage_log_words (
    person TEXT NOT NULL,
    line TEXT NOT NULL,
    words BYTEA NOT NULL,
    PRIMARY KEY (person, line)
);
