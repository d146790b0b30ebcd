-- Slots by their Schedule, Schedules by their office: what is free in an office is found without reading any document.
-- Rows from before are found once their source sends them again.
ALTER TABLE shared_resources ADD COLUMN ends_at BIGINT;
ALTER TABLE shared_resources ADD COLUMN belongs_to TEXT;
CREATE INDEX shared_resources_by_whole ON shared_resources (belongs_to, resource_type, starts_at, status, id)
    WHERE belongs_to IS NOT NULL;
