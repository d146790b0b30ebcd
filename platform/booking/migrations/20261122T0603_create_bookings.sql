-- Which offered time an appointment was booked in: freed when it is cancelled. Shown with its appointment alone, and so
-- as hidden as that is.
CREATE TABLE bookings (
    person TEXT NOT NULL,
    appointment TEXT NOT NULL,
    slot TEXT NOT NULL,
    office TEXT NOT NULL,
    by_staff BOOLEAN NOT NULL,
    booked_at BIGINT NOT NULL,
    PRIMARY KEY (person, appointment)
);
