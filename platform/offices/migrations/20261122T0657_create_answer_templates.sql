-- Answers that an office has written once and uses often. Nothing in them is about a person.
CREATE TABLE answer_templates (
    office TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (office, id)
);
