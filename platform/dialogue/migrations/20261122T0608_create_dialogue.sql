-- A conversation between a person and a health service. Its id is the id of the message that began it.
-- office: null where the organisation's own system answers and has no offices here. waiting_since: when the first message
-- that the office has not answered came; null when none waits. assigned_to: who of the office has taken it.
CREATE TABLE dialogue_threads (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    office TEXT,
    kind TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    waiting_since BIGINT,
    closed_at BIGINT,
    assigned_to TEXT,
    PRIMARY KEY (person, id)
);
CREATE INDEX dialogue_threads_waiting ON dialogue_threads (office, waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX dialogue_threads_by_office ON dialogue_threads (office, last_at, id);

-- What lists and rules need of each message; the message itself is a Communication in records, under the same id.
-- author: who wrote it, a citizen or a member of staff; null where an organisation's system sent it. shown_at: when it came,
-- or was last opened to more readers. post_at: when it goes by post unless somebody opens it first.
CREATE TABLE dialogue_messages (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    thread TEXT NOT NULL,
    from_office BOOLEAN NOT NULL,
    author TEXT,
    sent_at BIGINT NOT NULL,
    shown_at BIGINT NOT NULL,
    item_source BIGINT NOT NULL,
    hidden_from_parents BOOLEAN NOT NULL,
    hidden_from_youth BOOLEAN NOT NULL,
    subject BYTEA,
    asks_confirmation BOOLEAN NOT NULL,
    answer_by TEXT,
    opened_at BIGINT,
    confirmed_at BIGINT,
    post_at BIGINT,
    posted_at BIGINT,
    PRIMARY KEY (person, id)
);
CREATE INDEX dialogue_messages_by_thread ON dialogue_messages (person, thread, sent_at, id);
CREATE INDEX dialogue_messages_to_post ON dialogue_messages (post_at, id) WHERE post_at IS NOT NULL;

-- A conversation as an audience sees it: everyone (0), parents (1), the youth (2). One row for each that sees any of its
-- messages, made from those messages alone. Marks: for whom the row is not. first: the first message that they see.
CREATE TABLE dialogue_heads (
    person TEXT NOT NULL,
    audience BIGINT NOT NULL,
    thread TEXT NOT NULL,
    item_source BIGINT NOT NULL,
    hidden_from_parents BOOLEAN NOT NULL,
    hidden_from_youth BOOLEAN NOT NULL,
    first TEXT NOT NULL,
    last_at BIGINT NOT NULL,
    messages BIGINT NOT NULL,
    office_at BIGINT,
    answered BOOLEAN NOT NULL,
    has_letter BOOLEAN NOT NULL,
    PRIMARY KEY (person, audience, thread)
);
CREATE INDEX dialogue_heads_by_time ON dialogue_heads (person, audience, last_at, thread);

-- Until when a reader has read a conversation, and when they put it away.
CREATE TABLE dialogue_marks (
    person TEXT NOT NULL,
    reader TEXT NOT NULL,
    thread TEXT NOT NULL,
    read_at BIGINT NOT NULL,
    archived_at BIGINT,
    PRIMARY KEY (person, reader, thread)
);

-- When a reader first had a message before them. reader_is: oneself, parent, power or office.
CREATE TABLE dialogue_receipts (
    person TEXT NOT NULL,
    message TEXT NOT NULL,
    reader TEXT NOT NULL,
    reader_is TEXT NOT NULL,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (person, message, reader)
);

-- What a citizen is writing, for themself or for another; nobody else sees it.
CREATE TABLE dialogue_drafts (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    author TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (person, id)
);
CREATE INDEX dialogue_drafts_old ON dialogue_drafts (changed_at);

-- Files that are to go with a draft.
CREATE TABLE dialogue_draft_files (
    person TEXT NOT NULL,
    draft TEXT NOT NULL,
    id TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    content_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    name BYTEA NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (person, draft, id)
);
