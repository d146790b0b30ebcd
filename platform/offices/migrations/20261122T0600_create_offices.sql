-- Where people turn to, and who answers them there. A row stays when the office ends: what it sent names it.
CREATE TABLE offices (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    municipality TEXT,
    telephone TEXT,
    answer_days BIGINT NOT NULL,
    post_after_days BIGINT,
    ended_at BIGINT,
    added_at BIGINT NOT NULL
);
CREATE INDEX offices_by_organisation ON offices (organisation, name);
CREATE INDEX offices_by_municipality ON offices (municipality, kind);
