-- Visits to a person's home that have begun or been made, as their sources' Encounters say. visit: the planned visit
-- that was kept by it, an Appointment; none for one that nobody planned.
CREATE TABLE home_visits (
    person TEXT NOT NULL,
    encounter TEXT NOT NULL,
    visit TEXT,
    began_at BIGINT NOT NULL,
    finished BOOLEAN NOT NULL,
    PRIMARY KEY (person, encounter)
);

-- What one has chosen about home care. named: notices about visits may say that they are (N3). missed_after: minutes
-- after the planned end at which chosen next of kin are told that nobody has registered the visit (B5); none for never.
CREATE TABLE home_care_settings (
    person TEXT NOT NULL PRIMARY KEY,
    named BOOLEAN NOT NULL,
    missed_after BIGINT
);

CREATE INDEX home_care_settings_watched ON home_care_settings (person) WHERE missed_after IS NOT NULL;

-- Planned visits that were told of as missed: each once for the time it was planned to end.
CREATE TABLE missed_visits (
    person TEXT NOT NULL,
    visit TEXT NOT NULL,
    planned_end BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (person, visit, planned_end)
);
