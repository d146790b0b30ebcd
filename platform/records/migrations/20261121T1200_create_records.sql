-- Health services' systems that deliver here, by organisation number.
-- item_source: what kind of health service it is, as the gate counts it. profile: helsenorge, or none for base R4 alone.
CREATE TABLE sources (
    organisation TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    item_source BIGINT NOT NULL,
    profile TEXT NOT NULL,
    added_at BIGINT NOT NULL
);

-- One FHIR resource of a person, in its present version. body is the received bytes with the portal's id and references,
-- sealed. starts_at, ends_at and status are what lists are sorted and filtered by.
-- source_version: the last version that the source sent; later ones are the citizen's.
CREATE TABLE records (
    person TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    source_version BIGINT NOT NULL,
    organisation TEXT NOT NULL,
    item_source BIGINT NOT NULL,
    hidden_from_parents BOOLEAN NOT NULL,
    hidden_from_youth BOOLEAN NOT NULL,
    starts_at BIGINT,
    ends_at BIGINT,
    status TEXT,
    updated_at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (person, resource_type, id)
);

-- Versions that are no longer the present one. Who may see them is who may see the present one.
CREATE TABLE record_versions (
    person TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (person, resource_type, id, version)
);

-- From the id of a resource to its person.
CREATE TABLE resource_routes (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    resource_type TEXT NOT NULL
);

CREATE INDEX resource_routes_by_person ON resource_routes (person);

-- Resources that are about no patient: organisations, practitioners, places, definitions.
CREATE TABLE shared_resources (
    resource_type TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    organisation TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (resource_type, id)
);
