//! How long sessions last.

use jiff::SignedDuration;

/// A use is written down once in this time at most, so that reading pages costs no writes.
pub(super) const SEEN_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// The operator's limits. The defaults are those of ID-porten's own session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without use. A use counts from its minute: a session may end up to one minute early, never late.
    pub idle: SignedDuration,
    /// However much it is used.
    pub absolute: SignedDuration,
    /// How long after a time-out the row still tells whose session it was, for forms sent too late (L10).
    pub remembered: SignedDuration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            idle: SignedDuration::from_mins(30),
            absolute: SignedDuration::from_hours(2),
            remembered: SignedDuration::from_hours(12),
        }
    }
}
