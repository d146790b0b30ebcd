//! Times that health services offer, and the booking of them: never two in one (C2, H3).

mod appointment;
mod book;
mod series;
mod slot;
mod store;
mod times;
mod who;

pub use appointment::{Draft, Patient, compose};
pub use book::{Booking, BookingError, MOST_OPEN, book, delivery, erase, rebook, release};
pub use series::{MOST_TIMES, Series, SeriesError, oslo_at};
pub use slot::{Slot, State};
pub use store::{Booked, booked};
pub use times::{Offer, Published, Taken, Times};
pub use who::hides_from_parents;

/// The tables of this crate.
pub const SCHEMA: db::Schema = db::Schema {
    name: "booking",
    migrations: &[
        db::Migration {
            name: "20261122T0603_create_bookings",
            sql: include_str!("../migrations/20261122T0603_create_bookings.sql"),
        },
        db::Migration {
            name: "20261122T0658_index_bookings_by_office",
            sql: include_str!("../migrations/20261122T0658_index_bookings_by_office.sql"),
        },
    ],
    columns: include_str!("../migrations/columns.toml"),
};
