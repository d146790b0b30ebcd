-- What the population register says of a person, sealed under the person's key.
-- birthday_key is a keyed hash of the birth date: the daily job finds birthdays by it and reads no dates.
-- merged_into: the record was found to be the same person as another, and leads there.
CREATE TABLE people (
    person TEXT NOT NULL PRIMARY KEY,
    identity BYTEA NOT NULL,
    birthday_key TEXT NOT NULL,
    merged_into TEXT,
    updated_at BIGINT NOT NULL
);

CREATE INDEX people_by_birthday ON people (birthday_key);

CREATE INDEX people_by_merger ON people (merged_into) WHERE merged_into IS NOT NULL;

-- From a keyed hash of a national number to its person; ended numbers lead there too.
CREATE TABLE person_identifiers (
    lookup TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    identifier BYTEA NOT NULL
);

CREATE INDEX person_identifiers_by_person ON person_identifiers (person);

-- Each tie stands twice, once from each end, so that either person's own rows answer.
CREATE TABLE person_relations (
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (person, kind, other)
);
