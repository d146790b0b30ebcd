//! The hours in which e-mail and text messages go out (N1).

use db::oslo;
use jiff::{Timestamp, Zoned, civil::Date};

/// From the first to the last hour, on the wall clock in Norway: 07:00:00 is inside, 23:00:00 is not.
const FIRST: i8 = 7;
const LAST: i8 = 23;

/// The first moment from `at` on at which a letter may go: `at` itself, or the next 07:00 in Norway.
pub fn opens(at: Timestamp) -> Timestamp {
    let local = oslo(at);
    match local.hour() {
        ..FIRST => morning(&local, local.date()),
        LAST.. => local.date().tomorrow().map_or(at, |day| morning(&local, day)),
        _ => at,
    }
}

/// 07:00 exists once on every day in Norway: clocks are moved between two and three.
fn morning(local: &Zoned, day: Date) -> Timestamp {
    day.at(FIRST, 0, 0, 0).to_zoned(local.time_zone().clone()).map_or(local.timestamp(), |it| it.timestamp())
}
