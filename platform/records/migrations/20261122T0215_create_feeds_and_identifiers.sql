-- What its source calls a resource of a person: a keyed hash of organisation, type, system and value.
CREATE TABLE record_identifiers (
    person TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    lookup TEXT NOT NULL,
    PRIMARY KEY (person, resource_type, id, lookup)
);
CREATE INDEX record_identifiers_by_lookup ON record_identifiers (lookup, id);

-- Every version of every resource of a person, for the organisation that sent the resource: its change feed.
-- settled: its place in the feed will not change any more (docs/decisions/feed-dated-when-read.md).
CREATE TABLE organisation_changes (
    person TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    organisation TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    settled BOOLEAN NOT NULL,
    PRIMARY KEY (person, id, version)
);
CREATE INDEX organisation_changes_by_time ON organisation_changes (organisation, changed_at, id);
CREATE INDEX organisation_changes_unsettled ON organisation_changes (organisation, changed_at) WHERE NOT settled;

-- Up to when each organisation's feed is settled.
CREATE TABLE organisation_feeds (
    organisation TEXT NOT NULL PRIMARY KEY,
    settled_at BIGINT NOT NULL
);

INSERT INTO organisation_changes (person, resource_type, id, version, organisation, changed_at, settled)
SELECT person, resource_type, id, version, organisation, updated_at, FALSE FROM records;

-- An organisation's day: its resources by time.
CREATE INDEX records_by_organisation ON records (organisation, resource_type, starts_at, id);

-- Resources about no patient are searched and keep their versions as well.
ALTER TABLE shared_resources ADD COLUMN status TEXT;
ALTER TABLE shared_resources ADD COLUMN starts_at BIGINT;
CREATE INDEX shared_resources_by_organisation ON shared_resources (organisation, resource_type, updated_at, id);

CREATE TABLE shared_resource_versions (
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (resource_type, id, version)
);

CREATE TABLE shared_identifiers (
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    lookup TEXT NOT NULL,
    PRIMARY KEY (resource_type, id, lookup)
);
CREATE INDEX shared_identifiers_by_lookup ON shared_identifiers (lookup, id);
