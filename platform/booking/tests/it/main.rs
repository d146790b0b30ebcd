//! Times and bookings on both databases.
