-- Something that has happened to a person, on its way to those who may know of it. Goes when they are told.
-- sender: the name that the source wants to be called by, sealed. unnamed: no sender may be named.
CREATE TABLE notice_events (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    service TEXT NOT NULL,
    kind TEXT NOT NULL,
    class BIGINT NOT NULL,
    item TEXT NOT NULL,
    organisation TEXT,
    sender BYTEA,
    unnamed BOOLEAN NOT NULL,
    by_person TEXT,
    try_at BIGINT NOT NULL,
    PRIMARY KEY (person, id)
);

CREATE INDEX notice_events_by_time ON notice_events (try_at);

-- That somebody (recipient) was told of something that happened to the person: the bell and the history (N5).
-- It is seen only while the recipient may see the item. quiet: why no letter goes out of the portal.
CREATE TABLE notices (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    at BIGINT NOT NULL,
    service TEXT NOT NULL,
    kind TEXT NOT NULL,
    class BIGINT NOT NULL,
    item TEXT NOT NULL,
    organisation TEXT,
    sender BYTEA,
    unnamed BOOLEAN NOT NULL,
    read_at BIGINT,
    quiet TEXT,
    PRIMARY KEY (person, id)
);

CREATE INDEX notices_unread ON notices (recipient) WHERE read_at IS NULL;

CREATE INDEX notices_by_recipient ON notices (recipient, person);

-- The outbox: a letter by one channel to one recipient. Letters of one event go together, so that a household that
-- shares a mailbox gets one. address: where it was sent, sealed, once it was.
CREATE TABLE letters (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    notice TEXT NOT NULL,
    recipient TEXT NOT NULL,
    event TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    claim TEXT,
    claimed_until BIGINT NOT NULL,
    ended_at BIGINT,
    reason TEXT,
    address BYTEA,
    PRIMARY KEY (person, id)
);

CREATE INDEX letters_waiting ON letters (due_at) WHERE state = 'waiting';

CREATE INDEX letters_by_event ON letters (event) WHERE state = 'waiting';

CREATE INDEX letters_dead ON letters (ended_at) WHERE state = 'dead';

CREATE INDEX letters_by_notice ON letters (person, notice);

-- How much one wants to be told (S5).
CREATE TABLE notice_settings (
    person TEXT NOT NULL PRIMARY KEY,
    level TEXT NOT NULL
);

-- Whom of those one represents by a power of attorney one wants to be told about (S5).
CREATE TABLE notice_choices (
    person TEXT NOT NULL,
    about TEXT NOT NULL,
    PRIMARY KEY (person, about)
);
