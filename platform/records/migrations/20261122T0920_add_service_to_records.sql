-- Which of a municipality's services an Appointment or a CareTeam belongs to, by its code (Volven 7619); none for others.
-- One organisation has many services: each of its offices is shown its own alone, by the statement.
-- Rows from before have theirs once their source sends them again.
ALTER TABLE records ADD COLUMN service TEXT;
