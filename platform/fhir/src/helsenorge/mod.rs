//! Helsenorge's own profile of Appointment, for sources that are bound to it.
//!
//! Rules: `hn-basis-appointment` 2.5.8-beta of the package `no.nhn.fhir.helsenorge.profiles` (CC0-1.0), written out by hand.
//! Each issue carries the key that the rule has there.

mod booking;
mod codes;
mod elements;
mod invariants;
mod look;

pub use codes::{DNR, FNR, MUNICIPAL_SERVICE, NORN, PART_OF, VIRTUAL_SERVICE};

use crate::issue::{Issue, IssueKind};
use crate::json::Node;
use look::Look;

/// The canonical address of the profile.
pub const APPOINTMENT_PROFILE: &str = "http://helsenorge.no/fhir/StructureDefinition/hn-basis-appointment";

/// Checks an Appointment against `hn-basis-appointment`. Base R4 is [`crate::validate`]'s, and should have passed first.
///
/// Left out: `meta.lastUpdated` (the portal sets it), the value sets of `appointmentType`, which are open slices, and
/// `supportinginformation-organization-partof`, which asks of organisations what no citizen sees.
/// Where the profile knows the extension of a virtual service and `partOf` by an older address, both are taken.
pub fn validate_appointment(appointment: &Node<'_>) -> Vec<Issue> {
    let look = Look::at(appointment);
    let mut found = Found(Vec::new());
    elements::check(&look, &mut found);
    booking::check(&look, &mut found);
    invariants::check(&look, &mut found);
    found.0
}

/// The issues so far.
struct Found(Vec<Issue>);

impl Found {
    /// Notes a broken invariant of the profile unless it `holds`.
    fn expect(&mut self, holds: bool, invariant: &'static str, element: &str, fault: &str, mend: &str) {
        if !holds {
            let element = format!("Appointment.{element}");
            let issue = Issue::new(IssueKind::Invariant, element.trim_end_matches('.'), fault, mend);
            self.0.push(Issue { invariant: Some(invariant), ..issue });
        }
    }

    /// Notes a fault in an element of the profile unless it `holds`.
    fn element(&mut self, holds: bool, kind: IssueKind, element: &str, fault: &str, mend: &str) {
        if !holds {
            self.0.push(Issue::new(kind, format!("Appointment.{element}"), fault, mend));
        }
    }
}
