//! What the page of a municipality says of each kind of office.

use offices::OfficeKind;

/// Ids of the services by which one reaches an office of this kind; the page links to what is told about each.
pub(super) const fn services(kind: OfficeKind) -> &'static [&'static str] {
    match kind {
        OfficeKind::HomeCare => &["home_care", "inbox"],
        OfficeKind::Gp | OfficeKind::Midwife | OfficeKind::Hospital => &["inbox", "appointments"],
        OfficeKind::HealthCentre | OfficeKind::SchoolHealth | OfficeKind::YouthCentre => &["inbox", "health_contacts"],
        OfficeKind::Portal => &[],
    }
}

/// Key of what one does, by whether the service is reached digitally, and by telephone.
pub(super) const fn way(digital: bool, telephone: bool) -> &'static str {
    match (digital, telephone) {
        (true, _) => "site-local-write",
        (false, true) => "site-local-call",
        (false, false) => "site-local-ask",
    }
}
