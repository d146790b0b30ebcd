-- Appointments by the end of their planned time: which of them nobody has kept is found without reading any document.
CREATE INDEX records_appointments_by_end ON records ((COALESCE(ends_at, starts_at)))
    WHERE resource_type = 'Appointment';
