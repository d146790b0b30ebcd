//! The municipality's services for children and young people, as soon as it has connected them (C10).

use access::{Allowed, See, rules::Flags};
use jiff::civil::Date;
use offices::{OfficeKind, by_age};
use web::{Acting, PageError, Portal};

use super::contact::Contact;

/// What one has by age where one lives.
#[derive(Default)]
pub struct Offered {
    pub contacts: Vec<Contact>,
    /// Kinds that the municipality has not connected.
    pub wanting: Vec<OfficeKind>,
}

/// The offices that the subject has by age, as far as the reader may know of them. Nothing for one whose address is
/// protected: an office would tell where they live (R8).
pub async fn offered(
    portal: &Portal,
    acting: &Acting,
    allowed: &Allowed<See>,
    today: Date,
) -> Result<Offered, PageError> {
    let subject = &acting.standing().subject;
    let mut offered = Offered::default();
    let Some(municipality) = subject.municipality.as_deref().filter(|_| !subject.protection.is_protected()) else {
        return Ok(offered);
    };
    for kind in by_age(subject.born, today) {
        if allowed.admit((), Flags::default(), kind.item_source()).is_none() {
            continue;
        }
        let here = portal.offices().in_municipality(municipality, kind).await.map_err(PageError::unavailable)?;
        if here.is_empty() {
            offered.wanting.push(kind);
        }
        offered.contacts.extend(here.iter().map(Contact::of_office));
    }
    Ok(offered)
}
