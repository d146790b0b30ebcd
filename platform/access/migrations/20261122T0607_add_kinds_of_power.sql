-- Powers on a doctor's certificate and for the pharmacy beside the ordinary ones (R5, R6, R9), why each ended, and which
-- warnings of its end have been given.
ALTER TABLE powers ADD COLUMN kind TEXT NOT NULL DEFAULT 'ordinary';
ALTER TABLE powers ADD COLUMN end_reason TEXT;
ALTER TABLE powers ADD COLUMN replaces TEXT;
ALTER TABLE powers ADD COLUMN warned_days BIGINT;
ALTER TABLE powers ADD COLUMN certificate BYTEA;
ALTER TABLE powers ADD COLUMN code BYTEA;
ALTER TABLE powers ADD COLUMN code_lookup TEXT;
CREATE UNIQUE INDEX powers_code_lookup ON powers (code_lookup) WHERE code_lookup IS NOT NULL;

-- The jobs that watch over powers read those that have not ended.
CREATE INDEX powers_standing ON powers (person, id) WHERE ended_at IS NULL;

-- The pharmacy's code as its holder sees it.
ALTER TABLE powers_held ADD COLUMN code BYTEA;
