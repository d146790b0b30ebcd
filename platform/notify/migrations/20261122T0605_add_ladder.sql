-- A notice is told by several rungs, each a letter that is due in its time (N1): to a device first, then by text message
-- or e-mail. message: the id that the letter goes out under, and that reports of its arrival name. device: which one, of
-- a letter to a device. delivered_at: when the other side said that it had arrived.
ALTER TABLE letters ADD COLUMN message TEXT;

ALTER TABLE letters ADD COLUMN device TEXT;

ALTER TABLE letters ADD COLUMN delivered_at BIGINT;

CREATE INDEX letters_by_message ON letters (message) WHERE message IS NOT NULL;

-- posted_at: when it went out on paper, as the letter's own service says (L8).
ALTER TABLE notices ADD COLUMN posted_at BIGINT;

-- alternative: what comes after the device, or instead of one (S5). Nothing chosen: whichever can be reached.
ALTER TABLE notice_settings ADD COLUMN alternative TEXT;

-- Devices that want to be told (Web Push). endpoint_key: a keyed hash, so that a device is one person's at a time.
-- subscription: where to send and the keys to encrypt to, as JSON, sealed.
CREATE TABLE notice_devices (
    person TEXT NOT NULL,
    id TEXT NOT NULL,
    endpoint_key TEXT NOT NULL,
    subscription BYTEA NOT NULL,
    name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (person, id)
);

CREATE UNIQUE INDEX notice_devices_by_endpoint ON notice_devices (endpoint_key);
