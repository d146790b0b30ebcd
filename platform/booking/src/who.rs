//! Whose bookings are hidden from parents (R4).

use offices::OfficeKind;

/// Whether what a youth of 13 to 15 books for themself in such an office is hidden from parents (R4).
pub fn hides_from_parents(kind: OfficeKind) -> bool {
    matches!(kind, OfficeKind::SchoolHealth | OfficeKind::YouthCentre)
}
