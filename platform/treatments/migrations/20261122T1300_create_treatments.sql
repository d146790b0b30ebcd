-- What is treated where, and how many weeks one waits. All of it comes from one file and goes with the next.
CREATE TABLE treatments (
    code TEXT NOT NULL PRIMARY KEY,
    field TEXT NOT NULL,
    name_nb TEXT NOT NULL,
    name_nn TEXT NOT NULL,
    name_en TEXT NOT NULL,
    words TEXT NOT NULL
);
CREATE TABLE treatment_places (
    organisation TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    private_agreement BOOLEAN NOT NULL,
    region TEXT NOT NULL,
    municipality TEXT NOT NULL,
    municipality_name TEXT NOT NULL,
    street TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    city TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    telephone TEXT,
    web TEXT
);
CREATE TABLE treatment_waits (
    treatment TEXT NOT NULL,
    organisation TEXT NOT NULL,
    stage TEXT NOT NULL,
    weeks BIGINT NOT NULL,
    updated_on TEXT NOT NULL,
    PRIMARY KEY (treatment, organisation, stage)
);
