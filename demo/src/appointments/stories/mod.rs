//! Who of the stories has which appointments.

mod adults;
mod children;
mod home_care;
mod youth;

use super::visit::Visit;

/// The appointments of a story's persona; `None` for those whose story is about something else.
pub(super) fn of(id: &str) -> Option<Vec<Visit>> {
    adults::of(id).or_else(|| children::of(id)).or_else(|| youth::of(id)).or_else(|| home_care::of(id))
}
