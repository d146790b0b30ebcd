-- What operators have changed of offices and connections, and who did it.
CREATE TABLE operator_changes (
    id TEXT NOT NULL PRIMARY KEY,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    change TEXT NOT NULL,
    detail TEXT NOT NULL
);
