-- How a person can be reached, as the contact register says, sealed under the person's key.
-- email_key is a keyed hash of the address: who shares a mailbox is found by it.
CREATE TABLE contacts (
    person TEXT NOT NULL PRIMARY KEY,
    details BYTEA NOT NULL,
    email_key TEXT,
    updated_at BIGINT NOT NULL
);

CREATE INDEX contacts_by_email ON contacts (email_key) WHERE email_key IS NOT NULL;
