//! The services one can switch off, and how each stands (S2).

use access::rules::Level;
use web::{Acting, Group, Portal, Service};

/// A service that the person can do without.
pub struct Switch {
    pub service: &'static Service,
    pub off: bool,
}

/// Every service but those by which one governs one's own data: they stay.
pub fn all(portal: &Portal, acting: &Acting) -> Vec<Switch> {
    let standing = acting.standing();
    let level = standing.subject.chosen_level(standing.today);
    let off = &standing.subject.restrictions.services_off;
    let open = portal.services().iter().filter(|service| can_be_off(service, level));
    open.map(|service| Switch { service, off: off.iter().any(|id| id == service.id()) }).collect()
}

/// One of them by its id; `None` for a service that stays, or that is not there.
pub fn find(portal: &Portal, acting: &Acting, id: &str) -> Option<Switch> {
    all(portal, acting).into_iter().find(|switch| switch.service.id() == id)
}

fn can_be_off(service: &Service, level: Option<Level>) -> bool {
    service.group != Group::Management && level.is_some()
}
