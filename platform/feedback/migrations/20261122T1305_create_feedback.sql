-- Whether articles were useful: numbers alone, for an article, a language and a month. Nothing of who answered.
CREATE TABLE article_opinions (
    article TEXT NOT NULL,
    language TEXT NOT NULL,
    month TEXT NOT NULL,
    useful BIGINT NOT NULL,
    not_useful BIGINT NOT NULL,
    PRIMARY KEY (article, language, month)
);

-- What readers wrote to the operator. The text, the page and the e-mail address are sealed together.
CREATE TABLE feedback_messages (
    id TEXT NOT NULL PRIMARY KEY,
    about TEXT NOT NULL,
    language TEXT NOT NULL,
    content BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    handled_at BIGINT,
    handled_by TEXT,
    told_at BIGINT
);
CREATE INDEX feedback_messages_received_at ON feedback_messages (received_at);
