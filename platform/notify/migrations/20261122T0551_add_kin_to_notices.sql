-- Which holders of powers are told of an event, where that is not all who have asked for it (R7, B5); and whether the
-- event may be named where it goes out of the portal, which the person has agreed to (N3).
ALTER TABLE notice_events ADD COLUMN kin TEXT;
ALTER TABLE notice_events ADD COLUMN named BOOLEAN;
ALTER TABLE notices ADD COLUMN kin TEXT;
ALTER TABLE notices ADD COLUMN named BOOLEAN;

-- The person's word about one holder of a power (holder) and one kind of event.
CREATE TABLE notice_kin (
    person TEXT NOT NULL,
    holder TEXT NOT NULL,
    service TEXT NOT NULL,
    kind TEXT NOT NULL,
    told BOOLEAN NOT NULL,
    PRIMARY KEY (person, holder, service, kind)
);
