-- The day of an office: who comes in which of its times.
CREATE INDEX bookings_by_office ON bookings (office, slot);
