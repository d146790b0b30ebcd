//! An appointment as the pages show it: the platform's, which other services show as well.

pub use visits::{Appointment, Status, When};
