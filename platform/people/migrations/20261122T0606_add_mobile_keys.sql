-- Whom a mobile number is shared with: a keyed hash, as for the e-mail address.
ALTER TABLE contacts ADD COLUMN mobile_key TEXT;

CREATE INDEX contacts_by_mobile ON contacts (mobile_key);
