-- That somebody has asked for another time. It is shown with its appointment alone, and so as hidden as that is.
CREATE TABLE appointment_requests (
    person TEXT NOT NULL,
    appointment TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    wish BYTEA NOT NULL,
    PRIMARY KEY (person, appointment)
);
