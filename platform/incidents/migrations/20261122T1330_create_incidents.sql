-- Incidents and planned maintenance, as the operator tells them. About nobody.
CREATE TABLE incidents (
    id TEXT NOT NULL PRIMARY KEY,
    component TEXT NOT NULL,
    impact TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT,
    resolved_at BIGINT
);
CREATE INDEX incidents_starts_at ON incidents (starts_at);

-- What was told of each, in the three languages.
CREATE TABLE incident_updates (
    incident TEXT NOT NULL,
    id TEXT NOT NULL,
    told_at BIGINT NOT NULL,
    nb TEXT NOT NULL,
    nn TEXT NOT NULL,
    en TEXT NOT NULL,
    PRIMARY KEY (incident, id)
);
