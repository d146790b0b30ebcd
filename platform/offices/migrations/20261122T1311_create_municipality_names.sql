-- The register of municipalities and postal codes. Public: a postal code here belongs to a place, never to a person.
CREATE TABLE municipality_names (
    municipality TEXT NOT NULL,
    rank BIGINT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (municipality, rank)
);
CREATE TABLE postal_codes (
    code TEXT NOT NULL PRIMARY KEY,
    place TEXT NOT NULL,
    folded TEXT NOT NULL,
    municipality TEXT NOT NULL,
    category TEXT NOT NULL
);
CREATE INDEX postal_codes_by_municipality ON postal_codes (municipality, code);
