//! Where times may be booked for a person: by municipality and age, or where they are known already (C2, C10).

use fhir::helsenorge::MUNICIPAL_SERVICE;
use std::collections::BTreeSet;

use access::{Allowed, See};
use booking::Slot;
use jiff::tz::TimeZone;
use offices::{Office, OfficeKind, by_age};
use web::{Acting, PageError, Portal};

use super::{model::Appointment, store};

/// Code of midwives in Volven 7619.
const MIDWIFE: &str = "5";

/// Every office that offers times and takes bookings for the subject from this reader, by kind and name.
pub async fn offices(portal: &Portal, acting: &Acting, allowed: &Allowed<See>) -> Result<Vec<Office>, PageError> {
    let mut found = by_place_and_age(portal, acting, allowed).await?;
    found.extend(where_known(portal, allowed).await?);
    found.retain(|office| allowed.reader().sources & office.kind.item_source().bit() != 0);
    let mut offering = Vec::new();
    for office in found {
        if portal.times().offers(&office).await.map_err(PageError::unavailable)? {
            offering.push(office);
        }
    }
    offering.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    Ok(offering)
}

/// Whether the reader may be offered the time: one that is hidden from parents is not a parent's to book.
pub fn is_offered(allowed: &Allowed<See>, slot: &Slot) -> bool {
    !(slot.hidden_from_parents && allowed.reader().as_parent)
}

async fn by_place_and_age(portal: &Portal, acting: &Acting, allowed: &Allowed<See>) -> Result<Vec<Office>, PageError> {
    let subject = &acting.standing().subject;
    let Some(municipality) = &subject.municipality else { return Ok(Vec::new()) };
    let today = allowed.now().to_zoned(TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC)).date();
    let mut found = Vec::new();
    for kind in by_age(subject.born, today) {
        let here = portal.offices().in_municipality(municipality, kind).await;
        found.extend(here.map_err(PageError::unavailable)?);
    }
    Ok(found)
}

/// The GP and the hospital that have the person, or have had an appointment with them, and the midwife who has; as far
/// as the reader may know.
async fn where_known(portal: &Portal, allowed: &Allowed<See>) -> Result<Vec<Office>, PageError> {
    let records = store::list(allowed).await?;
    let teams = store::teams(allowed).await?;
    let known: BTreeSet<String> = records.iter().chain(&teams).map(|record| record.organisation.clone()).collect();
    let midwives: BTreeSet<String> = records
        .into_iter()
        .filter_map(Appointment::read)
        .filter(is_midwifes)
        .map(|it| it.record.organisation)
        .collect();
    let mut found = Vec::new();
    for organisation in known {
        let offices = portal.offices().of_organisation(&organisation).await.map_err(PageError::unavailable)?;
        found.extend(offices.into_iter().filter(|office| match office.kind {
            OfficeKind::Gp | OfficeKind::Hospital => true,
            OfficeKind::Midwife => midwives.contains(&organisation),
            _ => false,
        }));
    }
    Ok(found)
}

fn is_midwifes(appointment: &Appointment) -> bool {
    let codes = appointment.view.service_category.iter().flat_map(|concept| &concept.codes);
    codes.into_iter().any(|(system, code)| system.as_deref() == Some(MUNICIPAL_SERVICE) && code == MIDWIFE)
}
