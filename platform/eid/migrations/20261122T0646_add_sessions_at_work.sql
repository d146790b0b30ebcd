-- Which sessions are at work, and as what: a role of `members`, chosen after log-in. A citizen's has neither.
ALTER TABLE sessions ADD COLUMN at_work BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE sessions ADD COLUMN membership TEXT;

-- Forms sent from the desk wait for the next log-in at work, never for the citizen's.
ALTER TABLE kept_forms ADD COLUMN at_work BOOLEAN NOT NULL DEFAULT FALSE;
