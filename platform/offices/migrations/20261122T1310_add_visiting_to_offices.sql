-- Where an office is visited, and when. The week's hours are read and written whole, as FHIR's availableTime is: JSON.
ALTER TABLE offices ADD COLUMN street TEXT;
ALTER TABLE offices ADD COLUMN postal_code TEXT;
ALTER TABLE offices ADD COLUMN city TEXT;
ALTER TABLE offices ADD COLUMN available_time TEXT;
ALTER TABLE offices ADD COLUMN open_on_holidays BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE offices ADD COLUMN hours_note TEXT;
