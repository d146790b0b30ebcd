//! How a contact is reached through the portal: by a message, by an appointment, where the reader may.

use access::rules::{ServiceRules, table};
use offices::{Office, OfficeKind};
use web::{Acting, PageError, Portal};

use crate::health_contacts::contact::Contact;

/// What the reader may do with offices.
pub struct Ways {
    write: Option<&'static str>,
    book: Option<&'static str>,
}

impl Ways {
    /// Asks the rules of the services that do it.
    pub async fn of(portal: &Portal, acting: &Acting) -> Result<Self, PageError> {
        Ok(Self {
            write: open(portal, acting, &table::INBOX).await?,
            book: open(portal, acting, &table::APPOINTMENTS).await?,
        })
    }

    /// Where one writes to the contact's office. The midwife is written to once she has booked an appointment (C1): of
    /// that the inbox knows.
    pub fn write(&self, acting: &Acting, contact: &Contact) -> Option<String> {
        let office = office(contact).filter(|office| office.kind != OfficeKind::Midwife)?;
        Some(acting.path(&format!("{}/ny?mottaker={}", self.write?, office.id)))
    }

    /// Where one finds the free times of the contact's office, where it offers any.
    pub async fn book(&self, portal: &Portal, acting: &Acting, contact: &Contact) -> Result<Option<String>, PageError> {
        let Some((path, office)) = self.book.zip(office(contact)) else { return Ok(None) };
        let offers = portal.times().offers(office).await.map_err(PageError::unavailable)?;
        Ok(offers.then(|| acting.path(&format!("{path}/ledige/{}", office.id))))
    }
}

/// The office of a contact that one has now.
fn office(contact: &Contact) -> Option<&Office> {
    contact.office.as_ref().filter(|_| !contact.is_past && !contact.is_ahead)
}

/// The address of a service in which the reader may act; `None` where they may not, or the portal lacks it.
async fn open(portal: &Portal, acting: &Acting, rules: &ServiceRules) -> Result<Option<&'static str>, PageError> {
    let Some(service) = portal.service(rules.service) else { return Ok(None) };
    Ok(acting.refused(portal, service).await?.is_none().then_some(service.path))
}
